package io.rmahub.rma.model.routing;

import io.rmahub.engine.rulefile.RuleFile;
import io.rmahub.warranty.model.CoverageOutcome;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which team works a case of which reason, when an engineer must visit, and who pays for a repair:
 * {@code config/rules/routing.yaml}.
 */
public final class RoutingRules {

    private final Content rules;
    private final String version;

    /** What the file says; {@code otherwise} is the team of every reason that {@code teams} does not name. */
    record Content(Map<ReasonCode, String> teams, String otherwise, Set<ReasonCode> visitReasons,
                   List<RepairRow> repairKinds) {
        Content {
            if (otherwise == null || otherwise.isBlank()) {
                throw new IllegalArgumentException("\"otherwise\" must name the team for all other reasons");
            }
            teams = teams == null ? Map.of() : Map.copyOf(teams);
            visitReasons = visitReasons == null ? Set.of() : Set.copyOf(visitReasons);
            repairKinds = repairKinds == null ? List.of() : List.copyOf(repairKinds);
        }
    }

    /** Who pays when the warranty decision is this one; {@code contract} limits the row to units under contract. */
    record RepairRow(CoverageOutcome warranty, boolean contract, RepairKind kind) {
        RepairRow {
            if (warranty == null || kind == null) {
                throw new IllegalArgumentException("a row of \"repairKinds\" needs \"warranty\" and \"kind\"");
            }
        }

        boolean fits(CoverageOutcome outcome, boolean underContract) {
            return warranty == outcome && (underContract || !contract);
        }
    }

    RoutingRules(Content rules, String version) {
        this.rules = rules;
        this.version = version;
    }

    /**
     * Reads the rules.
     *
     * @throws RuleFile.InvalidRuleFileException when the file is wrong
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

    /** Where a case goes when its reason is corrected, whichever team had it before. */
    public Reassignment reassign(String team, ReasonCode before, ReasonCode corrected) {
        String right = assign(corrected).team();
        String reason = "reason corrected from " + before + " to " + corrected;
        return right.equals(team) ? new Reassignment(team, false, reason + ": stays with " + team)
                : new Reassignment(right, true, reason + ": from " + team + " to " + right);
    }

    /** Who pays for a repair. What no row is for is not decided. */
    public RepairDecision repairKind(CoverageOutcome warranty, boolean underContract) {
        String inputs = "warranty " + warranty + (underContract ? ", under contract" : ", no contract");
        return rules.repairKinds().stream().filter(row -> row.fits(warranty, underContract)).findFirst()
                .map(row -> new RepairDecision(row.kind(), inputs))
                .orElseGet(() -> new RepairDecision(RepairKind.UNDECIDED, inputs + ": no rule decides this"));
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
