package io.rmahub.warranty.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.rmahub.warranty.model.Explanation.Considered;
import io.rmahub.warranty.model.Explanation.Input;
import io.rmahub.warranty.model.WarrantyFact.UnitDescribed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How policies are chosen, counted, explained and repeated. What the delivered ones say: {@link ClerkTableTest}. */
class WarrantyPoliciesTest {

    private static final Path FILE = Path.of("config/rules/warranty-policies.yaml");
    private static final String SMALL = """
            regions: {PL: [PL]}
            families: {battery: []}
            faults: {covered: [defect], clause: x}
            policies:
              - {id: a, family: battery, region: PL, term: {pick: PICK, ends: [{anchor: purchase, months: MONTHS},
                 {anchor: installation, months: MONTHS}]}, clause: x, source: y}
            """;

    private final WarrantyPolicies policies = WarrantyPolicyFile.load(FILE);

    @ParameterizedTest
    @CsvSource({
        "2026-01-31, 1, 2026-02-28",
        "2024-01-31, 1, 2024-02-29",
        "2024-02-29, 12, 2025-02-28",
        "2024-02-29, 48, 2028-02-29",
        "2025-08-30, 6, 2026-02-28",
        "2025-08-28, 6, 2026-02-28",
        "2025-12-31, 2, 2026-02-28",
        "2026-01-01, 12, 2027-01-01"})
    void monthsAreCalendarMonthsAndTheLastDayIsCovered(LocalDate bought, String months, LocalDate last) {
        WarrantyPolicies small = small("first-known", months);
        CoverageQuestion onTheLast = new CoverageQuestion("battery", "PL", bought, null, null, last);
        assertThat(small.decide(onTheLast).outcome()).isEqualTo(CoverageOutcome.IN_WARRANTY);
        assertThat(small.decide(onTheLast).expiresOn()).isEqualTo(last);
        CoverageQuestion after = new CoverageQuestion("battery", "PL", bought, null, null, last.plusDays(1));
        assertThat(small.decide(after).outcome()).isEqualTo(CoverageOutcome.OUT_OF_WARRANTY);
    }

    /** Earlier texts held the zones of countries themselves, and decide by these when they are read again. */
    @Test
    void theZoneOfASiteIsThatOfItsCountryUnlessTheTextSaysOtherwise() {
        UnitFacts norwegian = new UnitFacts(null, null, null, null, "NO", null, null, null, null, null, null);
        assertThat(policies.zone(norwegian)).contains(ZoneId.of("Europe/Oslo"));
        String earlier = SMALL.replace("PICK", "latest").replace("MONTHS", "12") + "zones: {PL: Europe/Warsaw}\n";
        assertThat(WarrantyPolicyFile.parse("earlier", earlier).zone(norwegian)).isEmpty();
    }

    @Test
    void theEarlierOrTheLaterOfTwoDaysDecidesAsThePolicySays() {
        CoverageQuestion question = new CoverageQuestion("battery", "PL", LocalDate.parse("2025-01-10"),
                LocalDate.parse("2025-03-20"), null, LocalDate.parse("2025-06-01"));
        assertThat(small("first-known", "12").decide(question).expiresOn()).isEqualTo("2026-01-10");
        assertThat(small("earliest", "12").decide(question).expiresOn()).isEqualTo("2026-01-10");
        assertThat(small("latest", "12").decide(question).expiresOn()).isEqualTo("2026-03-20");
    }

    @Test
    void everyRowIsToldWithWhyItFitsOrNot() {
        CoverageDecision decision = policies.decide(new CoverageQuestion(
                "pv-inverter", "PL", LocalDate.parse("2020-12-31"), null, null, LocalDate.parse("2026-03-14")));
        assertThat(decision.why().considered()).hasSameSizeAs(policies.policies()).contains(
                new Considered("dach-battery", false, "for family battery"),
                new Considered("dach-grid-tied", false, "for region DE-AT-CH"),
                new Considered("uk-ie-any", false, "for region UK-IE"),
                new Considered("pl-grid-tied-2021", false, "for units sold from 2021-01-01"),
                new Considered("eu-any", true, "fits: EU terms: 60 months with invoice, else 66 from production"));
        assertThat(decision.reason()).isEqualTo("60 months of parts from purchase on 2020-12-31: ended on 2025-12-31"
                + " (EU terms: 60 months with invoice, else 66 from production)");
        assertThat(decision.why().inputs()).contains(new Input("purchasedOn", "2020-12-31", "report"));
        assertThat(decision.ruleSetVersion()).isEqualTo(policies.version()).hasSize(12);
        assertThat(decision.policyId()).isEqualTo("eu-any");
    }

    @Test
    void anEarlierTextDecidesAsItDidThen() throws IOException {
        String now = Files.readString(FILE);
        WarrantyPolicies then = WarrantyPolicyFile.parse("policies of then", now.replace("months: 60}", "months: 36}"));
        CoverageQuestion question = new CoverageQuestion(
                "hybrid-inverter", "FR", LocalDate.parse("2022-06-01"), null, null, LocalDate.parse("2026-03-14"));
        assertThat(policies.decide(question).outcome()).isEqualTo(CoverageOutcome.IN_WARRANTY);
        assertThat(then.decide(question).outcome()).isEqualTo(CoverageOutcome.OUT_OF_WARRANTY);
        assertThat(then.version()).isNotEqualTo(policies.version());
        assertThat(WarrantyPolicyFile.parse("again", now).decide(question)).isEqualTo(policies.decide(question));
    }

    @Test
    void aDecisionIsPlainJson() throws IOException {
        ObjectMapper json = new ObjectMapper().registerModule(new JavaTimeModule())
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);
        for (ClerkCase row : ClerkCase.all().toList()) {
            WarrantyState state = WarrantyState.of(row.facts());
            WarrantyRules rules = new WarrantyRules(policies);
            JsonNode told = json.valueToTree(rules.coverage(state, row.day(), Part.CELLS));
            assertThat(told.path("outcome").isTextual()).isTrue();
            assertThat(told.path("why").path("considered").isArray()).isTrue();
            assertThat(json.writeValueAsString(rules.cloudConnection(state, ClerkCase.RELEASE, row.time())))
                    .contains("\"why\"");
            assertThat(json.writeValueAsString(state.unit())).contains("serialNumber");
        }
        assertThat(json.writeValueAsString(policies.policies())).contains("\"sohGuarantee\":80", "\"EXTENDED_5Y\"");
    }

    @Test
    void aFactComesBackFromJsonAsItWas() throws IOException {
        ObjectMapper json = new ObjectMapper().registerModule(new JavaTimeModule())
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);
        List<WarrantyFact> facts = ClerkCase.all().flatMap(row -> row.facts().stream()).toList();
        assertThat(facts.stream().map(Object::getClass).distinct().count())
                .as("every kind of fact is in the table").isEqualTo(WarrantyFact.class.getPermittedSubclasses().length);
        for (WarrantyFact fact : facts) {
            assertThat(json.readValue(json.writeValueAsString(fact), fact.getClass())).isEqualTo(fact);
        }
    }

    @Test
    void everyRowSaysWhereItsNumbersAreFrom() {
        assertThat(policies.policies()).allSatisfy(policy -> {
            assertThat(policy.source()).isNotBlank();
            assertThat(policy.clause()).isNotBlank();
        });
    }

    @Test
    void theLaterStatementCountsAndKeepsWhatItDoesNotMention() {
        UnitFacts first = new UnitFacts("SN", "battery", null, null, "PL", null, null,
                LocalDate.parse("2024-05-01"), true, null, null);
        UnitFacts corrected = new UnitFacts(null, null, null, null, "DE", null, null,
                LocalDate.parse("2024-06-01"), null, null, null);
        WarrantyState state = WarrantyState.of(List.of(
                new UnitDescribed(Instant.parse("2026-01-01T00:00:00Z"), "correction", corrected),
                new UnitDescribed(Instant.parse("2025-01-01T00:00:00Z"), "registration", first)));
        assertThat(state.unit().country()).isEqualTo("DE");
        assertThat(state.unit().family()).isEqualTo("battery");
        assertThat(state.unit().purchaseProven()).as("the proof was of another day").isNull();
        assertThat(state.sources()).containsEntry("country", "correction").containsEntry("family", "registration");
    }

    private static WarrantyPolicies small(String pick, String months) {
        return WarrantyPolicyFile.parse("small", SMALL.replace("PICK", pick).replace("MONTHS", months));
    }
}
