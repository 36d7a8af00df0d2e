package io.rmahub.engine.mapping;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What the samples of one system become, as written down in a file:
 *
 * <pre>
 * == unified-push-event.json: dhl zone=Europe/Berlin
 * dhl | JD0123 | DELIVERED | - | 2026-06-30T10:00:00Z | delivered/Delivered
 * == subscribe-request.json: not received, the hub sends it
 * == not-found.json: dhl
 * ignored | no shipment: …
 * </pre>
 *
 * <p>A row is carrier, number (or {@code #} and the carrier's own id), status[/reason], direction, instant, code.
 * After the mapping's name may stand {@code zone=} (otherwise UTC) and {@code asked=}, the number that a look-up
 * asked for. Lines with {@code #} at the beginning are comments.
 */
record SampleExpectations(List<Sample> samples) {

    private static final String FILE = "== ";
    private static final String NOT_RECEIVED = "not received";

    /** One file and its rows. */
    record Sample(String file, String mapping, String zone, String asked, List<String> rows) {

        boolean isReceived() {
            return !mapping.startsWith(NOT_RECEIVED);
        }
    }

    List<String> files() {
        return samples.stream().map(Sample::file).sorted().toList();
    }

    static SampleExpectations read(Path file) {
        List<Sample> samples = new ArrayList<>();
        for (String line : lines(file)) {
            if (line.startsWith(FILE)) {
                samples.add(sample(line.substring(FILE.length())));
            } else if (!line.isBlank() && !line.startsWith("#")) {
                samples.get(samples.size() - 1).rows().add(line.strip());
            }
        }
        return new SampleExpectations(samples);
    }

    private static Sample sample(String head) {
        String[] parts = head.split(": ", 2);
        String how = parts[1].strip();
        if (how.startsWith(NOT_RECEIVED)) {
            return new Sample(parts[0], how, null, null, new ArrayList<>());
        }
        String[] words = how.split("\\s+");
        return new Sample(parts[0], words[0], word(words, "zone=", "UTC"), word(words, "asked=", null),
                new ArrayList<>());
    }

    private static String word(String[] words, String name, String otherwise) {
        for (String word : words) {
            if (word.startsWith(name)) {
                return word.substring(name.length());
            }
        }
        return otherwise;
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
