package io.rmahub.warranty;

import static org.assertj.core.api.Assertions.assertThat;

import io.rmahub.warranty.CoverageDecision.Considered;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** The shipped policies, as a table; and what must hold for any unit. */
class WarrantyPoliciesTest {

    private static final LocalDate EARLIEST = LocalDate.of(2008, 1, 1);

    private final WarrantyPolicies policies =
            WarrantyPolicyFile.load(Path.of("config/rules/warranty-policies.yaml"));

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = "/rules/warranty-coverage.csv", numLinesToSkip = 1)
    void coverage(String shown, String family, String country, LocalDate purchased, LocalDate installed,
                  LocalDate produced, LocalDate asOf, CoverageOutcome outcome, LocalDate expires, String policy) {
        CoverageDecision decision = policies.decide(
                new CoverageQuestion(family, country, purchased, installed, produced, asOf));
        assertThat(decision.outcome()).as(decision.reason()).isEqualTo(outcome);
        assertThat(decision.expiresOn()).isEqualTo(expires);
        assertThat(decision.policyId()).isEqualTo(policy);
    }

    @Test
    void everyRowIsToldWithWhyItFitsOrNot() {
        CoverageDecision decision = policies.decide(new CoverageQuestion(
                "pv-inverter", "PL", LocalDate.parse("2020-12-31"), null, null, LocalDate.parse("2026-03-14")));
        assertThat(decision.considered()).contains(
                new Considered("dach-battery", false, "for family battery"),
                new Considered("uk-ie-any", false, "for region UK-IE"),
                new Considered("pl-inverter", false, "for units sold from 2021-01-01"),
                new Considered("pl-inverter-production", false, "production date is not known"),
                new Considered("eu-any", true, "fits: EU terms: 60 months with invoice"));
        assertThat(decision.reason())
                .isEqualTo("60 months from purchase on 2020-12-31 ended on 2025-12-31 (EU terms: 60 months with invoice)");
        assertThat(decision.ruleSetVersion()).isEqualTo(policies.version()).hasSize(12);
    }

    @Property
    void coverNeverEndsBeforeItsAnchor(@ForAll("questions") CoverageQuestion question) {
        CoverageDecision decision = policies.decide(question);
        List<LocalDate> known = Stream.of(
                question.purchasedOn(), question.installedOn(), question.producedOn())
                .filter(Objects::nonNull).toList();
        if (decision.expiresOn() != null) {
            assertThat(known).anyMatch(date -> decision.expiresOn().isAfter(date));
        }
    }

    @Property
    void anAnswerHasAPolicyAndAnUnknownHasNone(@ForAll("questions") CoverageQuestion question) {
        CoverageDecision decision = policies.decide(question);
        boolean known = decision.outcome() != CoverageOutcome.UNKNOWN;
        assertThat(decision.policyId() != null).isEqualTo(known);
        assertThat(decision.expiresOn() != null).isEqualTo(known);
        assertThat(decision.reason()).isNotBlank();
        if (known) {
            assertThat(decision.considered().stream().filter(Considered::matched).findFirst())
                    .hasValueSatisfying(row -> assertThat(row.policyId()).isEqualTo(decision.policyId()));
        }
    }

    @Property
    void aLaterReportIsNeverBetterCovered(@ForAll("questions") CoverageQuestion question) {
        CoverageQuestion later = new CoverageQuestion(question.family(), question.country(), question.purchasedOn(),
                question.installedOn(), question.producedOn(), question.asOf().plusDays(1));
        if (policies.decide(question).outcome() == CoverageOutcome.OUT_OF_WARRANTY) {
            assertThat(policies.decide(later).outcome()).isEqualTo(CoverageOutcome.OUT_OF_WARRANTY);
        }
    }

    @Property
    void withoutAnyDateNothingIsGuessed(@ForAll("questions") CoverageQuestion question) {
        CoverageQuestion dateless = new CoverageQuestion(
                question.family(), question.country(), null, null, null, question.asOf());
        assertThat(policies.decide(dateless).outcome()).isEqualTo(CoverageOutcome.UNKNOWN);
    }

    @Provide
    Arbitrary<CoverageQuestion> questions() {
        Arbitrary<LocalDate> day = Arbitraries.integers().between(0, 365 * 25).map(EARLIEST::plusDays);
        Arbitrary<LocalDate> dayOrNone = day.injectNull(0.3);
        return Combinators.combine(
                Arbitraries.of("battery", "pv-inverter", "hybrid-inverter", "charger").injectNull(0.1),
                Arbitraries.of("DE", "PL", "GB", "IE", "CH", "FR", "AU").injectNull(0.1),
                dayOrNone, dayOrNone, dayOrNone, day).as(CoverageQuestion::new);
    }
}
