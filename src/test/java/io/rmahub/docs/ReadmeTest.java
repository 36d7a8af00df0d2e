package io.rmahub.docs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The README is read in one go. */
class ReadmeTest {

    private static final long LARGEST_BYTES = 14 * 1024;

    @Test
    void isShort() {
        assertThat(Docs.README.toFile().length()).as("bytes of the README").isLessThanOrEqualTo(LARGEST_BYTES);
    }

    @Test
    void leadsToEveryPage() {
        assertThat(Docs.filesBelow(Docs.FOLDER, ".md").stream()
                .filter(page -> !page.startsWith(Docs.ADRS))
                .map(page -> "(" + page.toString().replace('\\', '/') + ")"))
                .as("links to the pages").allSatisfy(link -> assertThat(Docs.text(Docs.README)).contains(link));
    }
}
