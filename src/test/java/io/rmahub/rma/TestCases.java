package io.rmahub.rma;

import io.rmahub.rma.model.Lifecycle;
import io.rmahub.rma.model.routing.RoutingRules;
import io.rmahub.rma.model.routing.ServiceLevels;
import io.rmahub.rma.model.sla.SiteCalendars;
import io.rmahub.rma.model.sla.SlaClock;
import io.rmahub.stock.StockMovements;
import java.nio.file.Path;
import org.springframework.jdbc.core.JdbcTemplate;

/** The parts of the case work, put together as in the hub, for tests without one. */
public final class TestCases {

    private static final Path RULES = Path.of("config/rules");

    private TestCases() {
    }

    /** What brings facts to cases, by the rules of the house. */
    public static CaseProgress progress(JdbcTemplate jdbc) {
        RoutingRules routing = RoutingRules.load(RULES.resolve("routing.yaml"));
        return new CaseProgress(desk(jdbc), new Timeline(jdbc),
                new FactEffects(new CaseMoves(lifecycle()), new PartsLedger(jdbc), new StandbyUnits(jdbc), routing));
    }

    static CaseService desk(JdbcTemplate jdbc) {
        ServiceLevels levels = ServiceLevels.load(RULES.resolve("service-levels.yaml"));
        Timeline timeline = new Timeline(jdbc);
        CaseClocks clocks = new CaseClocks(SlaClock.of(levels, SiteCalendars.of(levels)), lifecycle(), timeline);
        return new CaseService(jdbc, timeline, clocks, new CaseEvents(), new StockMovements(jdbc));
    }

    private static Lifecycle lifecycle() {
        return Lifecycle.load(RULES.resolve("lifecycle.yaml"));
    }
}
