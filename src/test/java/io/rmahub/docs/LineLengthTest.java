package io.rmahub.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Code fits beside something else on a screen: {@code .editorconfig} says so, too. Contracts, mappings and settings
 * hold long texts and are left out.
 */
class LineLengthTest {

    private static final int LONGEST = 120;
    private static final List<Path> FOLDERS = Stream.of("src", "config", "routes", "mappings").map(Path::of).toList();
    private static final List<String> ENDINGS = List.of(".java");
    @Test
    void noLineIsLongerThan120Columns() {
        Map<Path, List<Integer>> offenders = new TreeMap<>();
        FOLDERS.stream()
                .flatMap(folder -> ENDINGS.stream().flatMap(ending -> Docs.filesBelow(folder, ending).stream()))
                .forEach(file -> {
                    List<Integer> longLines = longLines(file);
                    if (!longLines.isEmpty()) {
                        offenders.put(file, longLines);
                    }
                });
        assertThat(offenders).as("lines longer than %d columns", LONGEST).isEmpty();
    }

    /** The numbers of the lines that are too long, from 1. */
    private static List<Integer> longLines(Path file) {
        List<String> lines = Docs.text(file).lines().toList();
        return IntStream.rangeClosed(1, lines.size())
                .filter(number -> lines.get(number - 1).codePoints().count() > LONGEST).boxed().toList();
    }
}
