package io.rmahub.rma.model;

import io.rmahub.rma.model.LifecycleRules.Move;
import io.rmahub.rma.model.LifecycleRules.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What must be true of a lifecycle before a case is trusted to it. Every finding is a sentence. */
final class LifecycleCheck {

    private final LifecycleRules rules;
    private final List<String> findings = new ArrayList<>();

    private LifecycleCheck(LifecycleRules rules) {
        this.rules = rules;
    }

    /** All that is wrong, or an empty list. */
    static List<String> findings(LifecycleRules rules) {
        LifecycleCheck check = new LifecycleCheck(rules);
        check.everythingIsDeclared();
        if (check.findings.isEmpty()) {
            rules.moves().forEach(check::move);
            check.everyStateIsReached();
            check.everyStateHasAnEnd();
        }
        return check.findings;
    }

    private void everythingIsDeclared() {
        for (CaseStatus status : CaseStatus.values()) {
            if (!rules.states().containsKey(status)) {
                findings.add("the state " + status + " is not declared");
            }
        }
        for (CaseMove move : CaseMove.values()) {
            if (!rules.moves().containsKey(move)) {
                findings.add("the move " + move + " is not declared");
            }
        }
        if (rules.initial() == null) {
            findings.add("\"initial\" must name the state in which a case begins");
        }
        if (rules.states().values().stream().noneMatch(LifecycleRules.State::terminal)) {
            findings.add("no state is terminal");
        }
    }

    private void move(CaseMove name, Move move) {
        Set<CaseStatus> seen = EnumSet.noneOf(CaseStatus.class);
        for (Path path : move.paths()) {
            path.from().forEach(from -> path(name, move, from, path.to(), seen));
        }
        move.stays().forEach(state -> leaves(name, state, seen));
        if (!move.kept().isEmpty() && !move.isFact()) {
            findings.add("move " + name + ": only a fact is kept");
        }
        move.kept().stream().filter(state -> move.stays().contains(state) || rules.states().get(state).terminal())
                .forEach(state -> findings.add("move " + name + ": it cannot be kept in " + state));
        if (move.then() != null && rules.moves().get(move.then()).then() != null) {
            findings.add("move " + name + ": what follows, " + move.then() + ", is itself followed by a move");
        }
        if (move.then() != null
                && move.paths().stream().anyMatch(path -> rules.moves().get(move.then()).from(path.to()) == null)) {
            findings.add("move " + name + ": " + move.then() + " cannot follow");
        }
    }

    private void path(CaseMove name, Move move, CaseStatus from, CaseStatus to, Set<CaseStatus> seen) {
        leaves(name, from, seen);
        if (from == to) {
            findings.add("move " + name + ": " + from + " leads to itself; write it into \"stays\"");
        }
        if (move.isFact() && rank(to) < rank(from)) {
            findings.add("move " + name + ": a fact must not take a case back from " + from + " to " + to);
        }
    }

    private void leaves(CaseMove name, CaseStatus from, Set<CaseStatus> seen) {
        if (rules.states().get(from).terminal()) {
            findings.add("move " + name + ": " + from + " is terminal");
        }
        if (!seen.add(from)) {
            findings.add("move " + name + ": " + from + " stands there twice");
        }
    }

    private int rank(CaseStatus status) {
        return rules.states().get(status).rank();
    }

    private void everyStateIsReached() {
        Set<CaseStatus> missing = EnumSet.allOf(CaseStatus.class);
        missing.removeAll(closure(EnumSet.of(rules.initial()), true));
        missing.forEach(status -> findings.add("no way leads to " + status));
    }

    private void everyStateHasAnEnd() {
        Set<CaseStatus> ends = EnumSet.noneOf(CaseStatus.class);
        rules.states().forEach((status, state) -> {
            if (state.terminal()) {
                ends.add(status);
            }
        });
        Set<CaseStatus> missing = EnumSet.allOf(CaseStatus.class);
        missing.removeAll(closure(ends, false));
        missing.forEach(status -> findings.add("no way leads from " + status + " to an end"));
    }

    /** Everything that the paths lead to from these states, or from where they are reached. */
    private Set<CaseStatus> closure(Set<CaseStatus> start, boolean forward) {
        Set<CaseStatus> found = EnumSet.copyOf(start);
        boolean grown = true;
        while (grown) {
            grown = false;
            for (Move move : rules.moves().values()) {
                for (Path path : move.paths()) {
                    grown |= forward ? path.from().stream().anyMatch(found::contains) && found.add(path.to())
                            : found.contains(path.to()) && found.addAll(path.from());
                }
            }
        }
        return found;
    }
}
