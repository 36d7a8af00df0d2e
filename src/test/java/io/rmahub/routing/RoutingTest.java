package io.rmahub.routing;

import static org.assertj.core.api.Assertions.assertThat;

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

    @ParameterizedTest(name = "{0} opened {1}")
    @CsvFileSource(resources = "/rules/service-levels.csv", numLinesToSkip = 1)
    void dueTime(String priority, Instant opened, Instant due) {
        assertThat(levels.due(Priority.of(priority), opened).dueAt()).isEqualTo(due);
        assertThat(levels.due(Priority.of(priority), opened).reason()).contains(priority);
    }
}
