package io.rmahub.rma.model.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.rmahub.warranty.model.CoverageOutcome;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** The shipped routing and service levels, as tables. */
class RoutingTest {

    private final RoutingRules rules = RoutingRules.load(Path.of("config/rules/routing.yaml"));
    private final ServiceLevels levels = ServiceLevels.load(Path.of("config/rules/service-levels.yaml"));

    @ParameterizedTest(name = "{0}, visit requested: {1}")
    @CsvFileSource(resources = "/rules/routing.csv", numLinesToSkip = 1)
    void teamAndVisit(String reason, String requested, String team, String needed) {
        ReasonCode code = ReasonCode.of(reason);
        assertThat(rules.assign(code).team()).isEqualTo(team);
        assertThat(rules.assign(code).reason()).contains(reason);
        VisitDecision visit = rules.visit(requested.equals("yes"), code);
        assertThat(visit.needed()).isEqualTo(needed.equals("yes"));
        assertThat(visit.reason()).isNotBlank();
    }

    @ParameterizedTest(name = "{1} corrected to {2}, with {0}")
    @CsvFileSource(resources = "/rules/routing-corrected.csv", numLinesToSkip = 1)
    void correctedReason(String team, String before, String corrected, String to, String changed) {
        Reassignment reassignment = rules.reassign(team, ReasonCode.of(before), ReasonCode.of(corrected));
        assertThat(reassignment.team()).isEqualTo(to);
        assertThat(reassignment.changed()).isEqualTo(changed.equals("yes"));
        assertThat(reassignment.reason()).contains(before, corrected, to);
    }

    @ParameterizedTest(name = "{0}, under contract: {1}")
    @CsvFileSource(resources = "/rules/repair-kinds.csv", numLinesToSkip = 1)
    void repairKind(CoverageOutcome warranty, String contract, String kind) {
        RepairDecision decision = rules.repairKind(warranty, contract.equals("yes"));
        assertThat(decision.kind().wireName()).isEqualTo(kind);
        assertThat(decision.reason()).contains(warranty.name());
    }

    @ParameterizedTest(name = "{0} opened {1}")
    @CsvFileSource(resources = "/rules/service-levels.csv", numLinesToSkip = 1)
    void dueTime(String priority, Instant opened, Instant due) {
        assertThat(levels.due(Priority.of(priority), opened).dueAt()).isEqualTo(due);
        assertThat(levels.due(Priority.of(priority), opened).reason()).contains(priority);
    }
}
