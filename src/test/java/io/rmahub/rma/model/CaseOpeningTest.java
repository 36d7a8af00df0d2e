package io.rmahub.rma.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.rmahub.rma.model.routing.Priority;
import io.rmahub.rma.model.routing.ReasonCode;
import io.rmahub.rma.model.routing.RoutingRules;
import io.rmahub.rma.model.routing.ServiceLevels;
import io.rmahub.unit.model.ProductLookup;
import io.rmahub.warranty.model.CoverageOutcome;
import io.rmahub.warranty.model.WarrantyPolicyFile;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CaseOpeningTest {

    private static final Path RULES = Path.of("config/rules");
    private static final Instant NOW = Instant.parse("2026-03-14T08:30:05Z");
    private static final CaseOpening.Identity IDENTITY = new CaseOpening.Identity("emea",
            UUID.fromString("0195a1b0-1111-7000-8000-000000000001"),
            UUID.fromString("0195a1b0-2222-7000-8000-000000000001"), "RMA-2026-00017");
    private static final ProductLookup BATTERY = new ProductLookup.Known("BX-05K-DE", "BX 5 kWh battery", "battery");

    private final CaseOpening opening = new CaseOpening(
            WarrantyPolicyFile.load(RULES.resolve("warranty-policies.yaml")),
            RoutingRules.load(RULES.resolve("routing.yaml")),
            ServiceLevels.load(RULES.resolve("service-levels.yaml")));

    @Test
    void aCaseIsOpenedWithEveryDecision() {
        CaseOpened opened = opening.open(request("SN1", "2024-11-20", "2026-03-14T09:28:00+01:00"), IDENTITY, BATTERY,
                NOW);
        RmaCase rmaCase = opened.rmaCase();
        assertThat(rmaCase.number()).isEqualTo("RMA-2026-00017");
        assertThat(rmaCase.status()).isEqualTo(CaseStatus.REPORTED);
        assertThat(rmaCase.ticketId()).isEqualTo("48213");
        assertThat(rmaCase.team()).isEqualTo("support");
        assertThat(rmaCase.visitNeeded()).isTrue();
        assertThat(rmaCase.openedAt()).isEqualTo(NOW);
        assertThat(rmaCase.dueAt()).isEqualTo("2026-03-15T08:30:05Z");
        assertThat(opened.warranty().outcome()).isEqualTo(CoverageOutcome.IN_WARRANTY);
        assertThat(opened.warnings()).isEmpty();
        assertThat(opened.events()).extracting(RmaEvent::event).containsExactly(
                RmaEvent.Kind.STATUS_CHANGED, RmaEvent.Kind.WARRANTY_DECIDED, RmaEvent.Kind.TEAM_ASSIGNED);
        assertThat(opened.events()).extracting(RmaEvent::toValue)
                .containsExactly("REPORTED", "IN_WARRANTY", "support");
    }

    @Test
    void theDayOfTheReportCountsWhereItWasWritten() {
        // 20 November 2034 is the last covered day; in UTC the report is of that day, in Berlin of the next.
        RmaRequested dayAfter = request("SN1", "2024-11-20", "2034-11-21T00:30:00+01:00");
        RmaRequested lastDay = request("SN1", "2024-11-20", "2034-11-20T23:30:00+01:00");
        Instant late = Instant.parse("2034-12-24T00:00:00Z");
        assertThat(opening.open(dayAfter, IDENTITY, BATTERY, late).warranty().outcome())
                .isEqualTo(CoverageOutcome.OUT_OF_WARRANTY);
        assertThat(opening.open(lastDay, IDENTITY, BATTERY, late).warranty().outcome())
                .isEqualTo(CoverageOutcome.IN_WARRANTY);
    }

    @Test
    void whatIsNotKnownIsAWarningAndNotAnError() {
        CaseOpened opened = opening.open(request(null, null, null), IDENTITY, new ProductLookup.Unknown("BX-05K-DE"),
                NOW);
        assertThat(opened.warranty().outcome()).isEqualTo(CoverageOutcome.UNKNOWN);
        assertThat(opened.warnings()).extracting(CaseWarning::code).containsExactly("unknown-sku", "no-serial-number");
        assertThat(opened.events()).extracting(RmaEvent::event).filteredOn(RmaEvent.Kind.NOTE::equals).hasSize(2);
        CaseOpened unchecked = opening.open(request("SN1", null, null), IDENTITY, new ProductLookup.NotAsked(), NOW);
        assertThat(unchecked.warnings()).extracting(CaseWarning::code).containsExactly("unchecked-sku");
    }

    @Test
    void theSameReportOpensTheSameCase() {
        RmaRequested request = request("SN1", "2024-11-20", "2026-03-14T09:28:00+01:00");
        assertThat(opening.open(request, IDENTITY, BATTERY, NOW))
                .isEqualTo(opening.open(request, IDENTITY, BATTERY, NOW));
    }

    private static RmaRequested request(String serial, String installed, String reported) {
        RmaRequested.Ticket ticket = new RmaRequested.Ticket("thulium", "48213", "Speicher lädt nicht", "…", "41",
                null, "7", "1", Map.of(), null);
        return new RmaRequested("thulium:ticket:48213", ticket, serial, "BX-05K-DE", "90417", null, null, null, "DE",
                "de", "warranty", ReasonCode.DEFECT, Priority.HIGH, "Speicher lädt nicht", List.of("E031"), null,
                reported == null ? null : OffsetDateTime.parse(reported), true, null,
                installed == null ? null : LocalDate.parse(installed), null);
    }
}
