package io.rmahub.rma.model;

import io.rmahub.rma.model.routing.Party;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** What {@code config/rules/lifecycle.yaml} says, as it says it. */
record LifecycleRules(CaseStatus initial, Map<CaseStatus, State> states, Map<CaseMove, Move> moves) {

    LifecycleRules {
        states = states == null ? Map.of() : Map.copyOf(states);
        moves = moves == null ? Map.of() : Map.copyOf(moves);
    }

    /** Who makes a move. */
    enum Kind {
        COMMAND, FACT;

        @Override
        public String toString() {
            return this == COMMAND ? "command" : "fact";
        }
    }

    record State(int rank, Party waitsFor, boolean endsSla, boolean terminal, String text) {
        State {
            if (rank <= 0) {
                throw new IllegalArgumentException("\"rank\" must be more than 0");
            }
            if (text == null || text.isBlank()) {
                throw new IllegalArgumentException("\"text\" is missing");
            }
        }
    }

    record Move(Kind kind, List<CaseGuard> guards, Set<CaseStatus> kept, Set<CaseStatus> stays, List<Path> paths,
                ResolutionType resolution, ResolutionType resolutionIfNone, CaseMove then) {
        Move {
            if (kind == null) {
                throw new IllegalArgumentException("\"kind\" must be command or fact");
            }
            guards = guards == null ? List.of() : List.copyOf(guards);
            kept = kept == null ? Set.of() : Set.copyOf(kept);
            stays = stays == null ? Set.of() : Set.copyOf(stays);
            paths = paths == null ? List.of() : List.copyOf(paths);
            if (stays.isEmpty() && paths.isEmpty()) {
                throw new IllegalArgumentException("\"paths\" or \"stays\" must name a state");
            }
        }

        boolean isFact() {
            return kind == Kind.FACT;
        }

        /** Where the move leads from this state, this state itself if it stays, or null if it is not made here. */
        CaseStatus target(CaseStatus from) {
            Path path = from(from);
            return path != null ? path.to() : stays.contains(from) ? from : null;
        }

        /** Why the move is forbidden in this state, which must be one in which it can be made. */
        List<String> objections(CaseStatus from, CaseFacts facts) {
            CaseFacts after = facts.withResolution(resolutionAfter(facts.resolution()));
            Path path = from(from);
            return Stream.concat(guards.stream(), path == null ? Stream.empty() : path.guards().stream())
                    .map(guard -> guard.objection(after)).filter(Objects::nonNull).toList();
        }

        /** The way out of this state, or null. */
        Path from(CaseStatus status) {
            return paths.stream().filter(path -> path.from().contains(status)).findFirst().orElse(null);
        }

        ResolutionType resolutionAfter(ResolutionType before) {
            return resolution != null ? resolution : before == null ? resolutionIfNone : before;
        }
    }

    record Path(Set<CaseStatus> from, CaseStatus to, List<CaseGuard> guards) {
        Path {
            if (from == null || from.isEmpty() || to == null) {
                throw new IllegalArgumentException("a path needs \"from\" and \"to\"");
            }
            from = Set.copyOf(from);
            guards = guards == null ? List.of() : List.copyOf(guards);
        }
    }
}
