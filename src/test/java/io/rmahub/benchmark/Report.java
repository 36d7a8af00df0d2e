package io.rmahub.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Figures by name in the order of their first appearance, printed with their medians and ratios. */
final class Report {

    private static final Path FILE = Path.of("target", "benchmark.txt");

    private final Map<String, List<Double>> figures = new LinkedHashMap<>();
    private final List<String> notes = new ArrayList<>();
    private final long startNanos = System.nanoTime();

    void add(String name, double value) {
        figures.computeIfAbsent(name, key -> new ArrayList<>()).add(value);
    }

    /** Something that a reader of the table must know. */
    void note(String text) {
        notes.add(text);
        progress(text);
    }

    /** Printed at once, not part of the table. */
    void progress(String text) {
        System.out.printf(Locale.ROOT, "%6.1f s  %s%n", (System.nanoTime() - startNanos) / 1e9, text);
    }

    double median(String name) {
        List<Double> values = figures.getOrDefault(name, List.of()).stream().sorted().toList();
        int size = values.size();
        if (size == 0) {
            return Double.NaN;
        }
        return (values.get((size - 1) / 2) + values.get(size / 2)) / 2;
    }

    /** Prints the table and keeps it in {@code target/benchmark.txt}. */
    void print() {
        StringBuilder text = new StringBuilder("\n").append(machine()).append("\n\n");
        line(text, "", "median", "rounds");
        figures.forEach((name, values) -> line(text, name, number(median(name)),
                String.join(" ", values.stream().map(Report::number).toList())));
        text.append('\n');
        notes.forEach(note -> text.append("* ").append(note).append('\n'));
        System.out.print(text);
        try {
            Files.createDirectories(FILE.getParent());
            Files.writeString(FILE, text, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void line(StringBuilder text, String name, String median, String rounds) {
        text.append(String.format(Locale.ROOT, "%-58s %10s   %s%n", name, median, rounds));
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value >= 100 ? "%.0f" : "%.2f", value);
    }

    private static String machine() {
        return String.format(Locale.ROOT, "%s: %d cores, JDK %s (%s), %s %s",
                Instant.now(), Runtime.getRuntime().availableProcessors(), System.getProperty("java.version"),
                System.getProperty("java.vm.name"), System.getProperty("os.name"), System.getProperty("os.arch"));
    }
}
