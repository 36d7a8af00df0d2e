package io.rmahub.casework;

import io.rmahub.rma.Lifecycle;
import io.rmahub.routing.RoutingRules;
import io.rmahub.routing.ServiceLevels;
import io.rmahub.routing.sla.SiteCalendars;
import io.rmahub.routing.sla.SlaClock;
import io.rmahub.stock.StockMovements;
import java.nio.file.Path;

/** The parts of the case work, put together as in the hub, for tests without one. */
public final class TestCases {

    private static final Path RULES = Path.of("config/rules");

    private TestCases() {
    }

    /** What brings facts to cases, by the rules of the house. */
    public static CaseProgress progress() {
        RoutingRules routing = RoutingRules.load(RULES.resolve("routing.yaml"));
        return new CaseProgress(desk(), new Timeline(),
                new FactEffects(new CaseMoves(lifecycle()), new PartsLedger(), new StandbyUnits(), routing));
    }

    static CaseDesk desk() {
        ServiceLevels levels = ServiceLevels.load(RULES.resolve("service-levels.yaml"));
        CaseClocks clocks = new CaseClocks(SlaClock.of(levels, SiteCalendars.of(levels)), lifecycle(), new Timeline());
        return new CaseDesk(new Timeline(), clocks, new CaseNews(), new StockMovements());
    }

    private static Lifecycle lifecycle() {
        return Lifecycle.load(RULES.resolve("lifecycle.yaml"));
    }
}
