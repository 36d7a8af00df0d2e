package io.rmahub.warranty.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.rmahub.warranty.model.Explanation.Check;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The delivered policies, as a table that a warranty clerk can read: {@code clerk-table.md}. */
class ClerkTableTest {

    private final WarrantyRules rules =
            new WarrantyRules(WarrantyPolicyFile.load(Path.of("config/rules/warranty-policies.yaml")));

    /** What the table says of a decision. */
    private record Answer(String outcome, LocalDate until, WarrantyDecision decision) {
    }

    static List<ClerkCase> cases() {
        return ClerkCase.all().toList();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void thePoliciesSay(ClerkCase row) {
        Answer answer = answer(row, WarrantyState.of(row.facts()));
        assertThat(answer.outcome()).as(answer.decision().reason()).isEqualTo(row.answer());
        assertThat(answer.until()).as(answer.decision().reason())
                .isEqualTo(row.until().isEmpty() ? null : LocalDate.parse(row.until()));
        assertThat(told(answer.decision())).anySatisfy(text -> assertThat(text).contains(row.because()));
        assertThat(answer.decision().why().ruleSetVersion()).isEqualTo(rules.version());
        assertThat(answer.decision().why().inputs()).isNotEmpty().allSatisfy(input -> {
            assertThat(input.value()).isNotBlank();
            assertThat(input.source()).isNotBlank();
        });
        assertThat(answer.decision().why().considered()).isNotEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void theOrderOfTheFactsIsNoMatter(ClerkCase row) {
        List<WarrantyFact> facts = new ArrayList<>(row.facts());
        facts.addAll(row.facts());
        Collections.reverse(facts);
        assertThat(answer(row, WarrantyState.of(facts))).isEqualTo(answer(row, WarrantyState.of(row.facts())));
    }

    @Test
    void theTableIsLongEnoughAndNumberedOnce() {
        assertThat(cases()).hasSizeGreaterThanOrEqualTo(120).extracting(ClerkCase::no).doesNotHaveDuplicates();
    }

    private Answer answer(ClerkCase row, WarrantyState state) {
        String[] words = row.question().split(" ");
        return switch (words[0]) {
            case "cover" -> cover(rules.coverage(state, row.day(), part(words[1])));
            case "claim" -> claim(rules.claim(state, new ClaimQuestion(ClaimQuestion.Kind.REPAIR, words[1], row.day(),
                    row.question().endsWith("with contract"))));
            case "extend" -> extension(rules.extension(state, Tier.valueOf(words[1]), row.day()));
            case "firmware" -> cloud(state, row.time());
            case "void" -> plain(rules.voiding(state, words[1], "clerk", ClerkCase.VOID_ID, row.time()));
            case "reinstate" -> plain(rules.reinstatement(state, ClerkCase.VOID_ID,
                    new Approval(words[1], !row.question().endsWith("rejected"), "landray"), row.time()));
            case "inherit" -> inheritance(rules.replacement(state, row.day()), part(words[1]));
            default -> throw new IllegalArgumentException(row.question());
        };
    }

    private static Part part(String word) {
        return Part.valueOf(word.toUpperCase(Locale.ROOT));
    }

    private static Answer plain(WarrantyDecision decision) {
        return new Answer(decision.result(), null, decision);
    }

    private static Answer cover(CoverageDecision decision) {
        return new Answer(decision.result(), decision.expiresOn(), decision);
    }

    private static Answer claim(ClaimDecision decision) {
        String payers = decision.parts() == null ? "" : " " + decision.parts() + "/" + decision.labour();
        return new Answer(decision.result() + payers, null, decision);
    }

    private static Answer extension(ExtensionDecision decision) {
        return new Answer(decision.result(), decision.expiresOn(), decision);
    }

    private static Answer inheritance(ReplacementDecision decision, Part part) {
        return new Answer(decision.result(),
                decision.inheritance() == null ? null : decision.inheritance().until().get(part), decision);
    }

    private Answer cloud(WarrantyState state, Instant now) {
        CloudDecision decision = rules.cloudConnection(state, ClerkCase.RELEASE, now);
        return new Answer(decision.result(), decision.toRecord() instanceof WarrantyFact.RiskNoticed risk
                ? risk.graceEnds() : null, decision);
    }

    private static List<String> told(WarrantyDecision decision) {
        List<String> told = new ArrayList<>(decision.why().conditions());
        told.add(decision.reason());
        decision.why().checks().stream().map(Check::why).forEach(told::add);
        return told;
    }
}
