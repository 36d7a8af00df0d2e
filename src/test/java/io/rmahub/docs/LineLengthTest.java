package io.rmahub.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is written for people fits beside something else on a screen: {@code .editorconfig} says so, too. */
class LineLengthTest {

    private static final int LONGEST = 120;
    private static final List<Path> FOLDERS = Stream.of("src", "config", "routes", "mappings").map(Path::of).toList();
    private static final List<String> ENDINGS = List.of(".java", ".yaml", ".sql", ".jslt");
    private static final Pattern MIGRATION = Pattern.compile("V(\\d+)__.*\\.sql");
    /** Flyway compares what has run with the file by a checksum: these were there before this test. */
    private static final int LAST_OLD_MIGRATION = 15;

    @Test
    void noLineIsLongerThan120Columns() {
        Map<Path, List<Integer>> offenders = new TreeMap<>();
        FOLDERS.stream()
                .flatMap(folder -> ENDINGS.stream().flatMap(ending -> Docs.filesBelow(folder, ending).stream()))
                .filter(file -> !isOldMigration(file))
                .forEach(file -> {
                    List<Integer> longLines = longLines(file);
                    if (!longLines.isEmpty()) {
                        offenders.put(file, longLines);
                    }
                });
        assertThat(offenders).as("lines longer than %d columns", LONGEST).isEmpty();
    }

    private static boolean isOldMigration(Path file) {
        Matcher migration = MIGRATION.matcher(file.getFileName().toString());
        return migration.matches() && Integer.parseInt(migration.group(1)) <= LAST_OLD_MIGRATION;
    }

    /** The numbers of the lines that are too long, from 1. */
    private static List<Integer> longLines(Path file) {
        List<String> lines = Docs.text(file).lines().toList();
        return IntStream.rangeClosed(1, lines.size())
                .filter(number -> lines.get(number - 1).codePoints().count() > LONGEST).boxed().toList();
    }
}
