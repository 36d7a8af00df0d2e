package io.rmahub.rma.model.sla;

import io.rmahub.rma.model.routing.Party;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;

/** Whom a case waited for, and how long. */
final class Waiting {

    private final Map<Party, Instant> open = new EnumMap<>(Party.class);
    private final List<Pause> over = new ArrayList<>();

    /** False if it was waited for already. */
    boolean begin(Party party, Instant at) {
        return open.putIfAbsent(party, at) == null;
    }

    /** False if it was not waited for. */
    boolean end(Party party, Instant at) {
        Instant from = open.remove(party);
        if (from != null) {
            over.add(new Pause(party, from, at, Duration.between(from, at)));
        }
        return from != null;
    }

    EnumSet<Party> now() {
        return open.isEmpty() ? EnumSet.noneOf(Party.class) : EnumSet.copyOf(open.keySet());
    }

    List<Pause> pauses(Instant now) {
        List<Pause> all = new ArrayList<>(over);
        open.forEach((party, from) -> all.add(new Pause(party, from, null, Duration.between(from, now))));
        all.sort(Comparator.comparing(Pause::from).thenComparing(Pause::party));
        return List.copyOf(all);
    }

    Map<Party, Duration> lengths(Instant now) {
        Map<Party, Duration> lengths = new EnumMap<>(Party.class);
        pauses(now).forEach(pause -> lengths.merge(pause.party(), pause.length(), Duration::plus));
        return Map.copyOf(lengths);
    }
}
