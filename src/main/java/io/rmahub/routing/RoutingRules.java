package io.rmahub.routing;

import io.rmahub.rules.RuleFile;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/**
 * Which team works a case of which reason, and when an engineer must visit: {@code config/rules/routing.yaml}.
 */
public final class RoutingRules {

    private final Content rules;
    private final String version;

    /** What the file says; {@code otherwise} is the team of every reason that {@code teams} does not name. */
    record Content(Map<ReasonCode, String> teams, String otherwise, Set<ReasonCode> visitReasons) {
        Content {
            if (otherwise == null || otherwise.isBlank()) {
                throw new IllegalArgumentException("\"otherwise\" must name the team for all other reasons");
            }
            teams = teams == null ? Map.of() : Map.copyOf(teams);
            visitReasons = visitReasons == null ? Set.of() : Set.copyOf(visitReasons);
        }
    }

    RoutingRules(Content rules, String version) {
        this.rules = rules;
        this.version = version;
    }

    /**
     * Reads the rules.
     *
     * @throws RuleFile.InvalidRuleFile when the file is wrong
     */
    public static RoutingRules load(Path file) {
        RuleFile<Content> read = RuleFile.read(file, Content.class);
        return new RoutingRules(read.value(), read.version());
    }

    /** Identifies the text of the rules. */
    public String version() {
        return version;
    }

    /** The team for this reason. */
    public TeamAssignment assign(ReasonCode reason) {
        String team = rules.teams().get(reason);
        return team == null
                ? new TeamAssignment(rules.otherwise(), "reason " + reason + " has no team of its own")
                : new TeamAssignment(team, "reason " + reason);
    }

    /** A visit is needed when the reporter asked for one, or the reason is one that always takes a visit. */
    public VisitDecision visit(boolean requested, ReasonCode reason) {
        if (requested) {
            return new VisitDecision(true, "a visit was requested");
        }
        return rules.visitReasons().contains(reason)
                ? new VisitDecision(true, "reason " + reason + " takes a visit")
                : new VisitDecision(false, "no visit was requested and reason " + reason + " takes none");
    }
}
