package io.rmahub.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** All decisions are told in one form. */
class AdrFormTest {

    private static final Pattern FILE = Pattern.compile("(\\d{4})-[a-z0-9]+(-[a-z0-9]+)*\\.md");
    private static final Pattern HEAD = Pattern.compile("""
            \\A# (\\d{4}) — \\S.*

            - Status: (accepted|amended by \\d{4}|replaced by \\d{4})
            - Date: \\d{4}-\\d{2}-\\d{2}(, amended \\d{4}-\\d{2}-\\d{2})?

            ## Context
            """);
    private static final List<String> SECTIONS = List.of("Context", "Decision", "Alternatives", "Consequences");
    private static final Pattern SECTION = Pattern.compile("(?m)^## (.*)$");
    private static final Pattern TABLE_OF_ALTERNATIVES = Pattern.compile("(?s)\n## Alternatives\n.*?\n\\|---.*?\n## ");

    @TestFactory
    Stream<DynamicTest> everyDecision() {
        return decisions().map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> hasTheForm(file)));
    }

    @Test
    void numbersHaveNoGaps() {
        assertThat(decisions().map(AdrFormTest::number))
                .containsExactlyElementsOf(IntStream.rangeClosed(1, (int) decisions().count()).boxed().toList());
    }

    private static void hasTheForm(Path file) {
        String text = Docs.text(file);
        Matcher head = HEAD.matcher(text);
        assertThat(head.find()).as("title, status, date, then the context").isTrue();
        assertThat(Integer.parseInt(head.group(1))).as("number in the title").isEqualTo(number(file));
        assertThat(SECTION.matcher(text).results().map(section -> section.group(1)))
                .as("sections, in this order; others may stand between them").containsSubsequence(SECTIONS);
        assertThat(TABLE_OF_ALTERNATIVES.matcher(text).find()).as("a table of alternatives").isTrue();
    }

    private static Stream<Path> decisions() {
        return Docs.filesBelow(Docs.ADRS, ".md").stream();
    }

    private static int number(Path file) {
        Matcher name = FILE.matcher(file.getFileName().toString());
        assertThat(name.matches()).as("name of " + file).isTrue();
        return Integer.parseInt(name.group(1));
    }
}
