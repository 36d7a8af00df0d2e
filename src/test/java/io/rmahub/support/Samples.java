package io.rmahub.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** Messages that vendors published. They are not part of this project and are read where they lie beside it. */
public final class Samples {

    private Samples() {
    }

    /**
     * The bytes of one sample, e.g. {@code aftership/signature-vector.json}; without the folder the test is skipped,
     * aloud.
     */
    public static byte[] read(String name) {
        Path folder = Stream.of("../shared/samples", "../../shared/samples").map(Path::of).filter(Files::isDirectory)
                .findFirst().orElse(null);
        Assumptions.assumeTrue(folder != null,
                "NOT TESTED: the folder ../shared/samples with the vendors' samples is not there");
        try {
            return Files.readAllBytes(folder.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
