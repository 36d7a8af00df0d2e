package io.rmahub.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** A word is found where one looks for it, and says where it lives. */
class GlossaryTest {

    private static final List<String[]> WORDS = Docs.text(Docs.FOLDER.resolve("glossary.md")).lines()
            .filter(line -> line.startsWith("| ")).skip(1).map(line -> line.split(" *\\| *")).toList();

    @Test
    void wordsAreInOrderAndStandOnce() {
        List<String> words = WORDS.stream().map(word -> word[1].toLowerCase(Locale.ROOT).replace('-', ' ')).toList();
        assertThat(words).isNotEmpty().isSorted().doesNotHaveDuplicates();
    }

    @Test
    void everyWordHasAMeaningAnOriginAndAPlace() {
        assertThat(WORDS).allSatisfy(word -> {
            assertThat(word).as(word[1]).hasSize(5);
            assertThat(word[4]).as(word[1]).startsWith("`");
        });
    }
}
