package io.rmahub.rma;

import io.rmahub.rma.model.Lifecycle;
import io.rmahub.rma.model.routing.RoutingRules;
import io.rmahub.rma.model.routing.ServiceLevels;
import io.rmahub.rma.model.sla.SiteCalendars;
import io.rmahub.rma.model.sla.SlaClock;
import io.rmahub.stock.StockMovements;
import io.rmahub.warranty.ClaimFollower;
import java.nio.file.Path;
import java.util.Map;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.jdbc.core.JdbcTemplate;

/** The parts of the case work, put together as in the hub, for tests without one. */
public final class TestCases {

    private static final Path RULES = Path.of("config/rules");

    private TestCases() {
    }

    /** What brings facts to cases, by the rules of the house. */
    public static CaseFactService progress(JdbcTemplate jdbc) {
        return facts(jdbc, caseService(jdbc));
    }

    static CaseFactService facts(JdbcTemplate jdbc, CaseService caseService) {
        RoutingRules routing = RoutingRules.load(RULES.resolve("routing.yaml"));
        return new CaseFactService(caseService, new Timeline(jdbc),
                new CaseFactEffects(new CaseMoves(lifecycle()), new PartsLedger(jdbc), new StandbyUnits(jdbc), routing,
                        new ApprovalKinds(null, null)));
    }

    static CaseService caseService(JdbcTemplate jdbc) {
        return caseService(jdbc, Map.of());
    }

    /** @param followers the beans that follow claims, by their names */
    static CaseService caseService(JdbcTemplate jdbc, Map<String, ClaimFollower> followers) {
        ServiceLevels levels = ServiceLevels.load(RULES.resolve("service-levels.yaml"));
        Timeline timeline = new Timeline(jdbc);
        CaseClocks clocks = new CaseClocks(SlaClock.of(levels, SiteCalendars.of(levels)), lifecycle(), timeline);
        return new CaseService(jdbc, timeline, clocks, new CaseEvents(), new StockMovements(jdbc),
                new FollowingClaims(new StaticListableBeanFactory(Map.copyOf(followers))
                        .getBeanProvider(ClaimFollower.class)));
    }

    private static Lifecycle lifecycle() {
        return Lifecycle.load(RULES.resolve("lifecycle.yaml"));
    }
}
