package io.rmahub.rma;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Which system does what is configuration: cases know what they need, and nobody's name. */
class VendorNamesTest {

    private static final Pattern NAMES =
            Pattern.compile("(?i:huilianyi|hui_lian_yi|landray|thulium)|\\bProducts\\b|\"products\"");

    @Test
    void casesNameNoSystem() throws IOException {
        for (String folder : List.of("rma", "casefact")) {
            try (Stream<Path> files = Files.walk(Path.of("src/main/java/io/rmahub", folder))) {
                for (Path file : files.filter(each -> each.toString().endsWith(".java")).toList()) {
                    assertThat(Files.readAllLines(file)).as(file.toString())
                            .noneMatch(line -> NAMES.matcher(line).find());
                }
            }
        }
    }
}
