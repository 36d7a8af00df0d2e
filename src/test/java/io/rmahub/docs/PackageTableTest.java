package io.rmahub.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The table of packages in the architecture page is made from the packages themselves. */
class PackageTableTest {

    private static final String BEGIN = "<!-- packages: begin -->\n";
    private static final String END = "<!-- packages: end -->";

    @Test
    void everyPackageSaysWhatItIs() {
        assertThat(PackageTable.withoutInfo()).as("packages without a package-info.java").isEmpty();
    }

    @Test
    void thePageShowsThePackagesAsTheyAre() throws IOException {
        String page = Docs.text(Docs.ARCHITECTURE);
        int begin = page.indexOf(BEGIN);
        int end = page.indexOf(END);
        assertThat(List.of(begin, end)).as("marks of the table in " + Docs.ARCHITECTURE).doesNotContain(-1);
        String fresh = page.substring(0, begin) + BEGIN + PackageTable.asMarkdown() + page.substring(end);
        if (Boolean.getBoolean("docs.refresh")) {
            Files.writeString(Docs.ARCHITECTURE, fresh);
            return;
        }
        assertThat(page)
                .as("The table of packages is stale; write it anew with: "
                        + "./mvnw test -Dtest=PackageTableTest -Ddocs.refresh=true")
                .isEqualTo(fresh);
    }
}
