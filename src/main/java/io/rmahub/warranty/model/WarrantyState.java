package io.rmahub.warranty.model;

import io.rmahub.warranty.model.WarrantyFact.Extended;
import io.rmahub.warranty.model.WarrantyFact.Observed;
import io.rmahub.warranty.model.WarrantyFact.Reinstated;
import io.rmahub.warranty.model.WarrantyFact.Repaired;
import io.rmahub.warranty.model.WarrantyFact.Replacing;
import io.rmahub.warranty.model.WarrantyFact.RiskNoticed;
import io.rmahub.warranty.model.WarrantyFact.RiskWithdrawn;
import io.rmahub.warranty.model.WarrantyFact.UnitDescribed;
import io.rmahub.warranty.model.WarrantyFact.Voided;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What is known of a unit and its warranty. Derived from the set of facts: the same facts in any order, or told
 * twice, give the same state.
 *
 * @param unit        each value is of the latest statement about it
 * @param sources     where each value of {@code unit} is from
 * @param observed    every reading, oldest first
 * @param extensions  oldest first
 * @param repairs     oldest first
 * @param inheritance of the unit that this one replaced; null: it replaced none
 * @param risks       by release: the risk that the owner was told of and that was not withdrawn
 * @param withdrawn   releases whose risk is over
 * @param voids       every void ever, reversed or not, oldest first
 * @param reversals   by the id of the void that an approved exception reversed
 */
public record WarrantyState(
        UnitFacts unit,
        Map<String, String> sources,
        List<Observed> observed,
        List<Extended> extensions,
        List<Repaired> repairs,
        Inheritance inheritance,
        Map<String, RiskNoticed> risks,
        Set<String> withdrawn,
        List<Voided> voids,
        Map<String, Reinstated> reversals) {

    /** By time; facts of the same instant by their text, so that the order of arrival has no say. */
    private static final Comparator<WarrantyFact> OLDEST_FIRST =
            Comparator.comparing(WarrantyFact::at).thenComparing(WarrantyFact::toString);

    /** The state that these facts give. */
    public static WarrantyState of(Collection<? extends WarrantyFact> facts) {
        List<WarrantyFact> sorted = facts.stream().distinct().sorted(OLDEST_FIRST)
                .collect(Collectors.<WarrantyFact>toList());
        List<UnitDescribed> described = only(sorted, UnitDescribed.class);
        List<Replacing> replacing = only(sorted, Replacing.class);
        Set<String> withdrawn = only(sorted, RiskWithdrawn.class).stream()
                .map(RiskWithdrawn::releaseId).collect(Collectors.toCollection(TreeSet::new));
        Map<String, RiskNoticed> risks = new TreeMap<>();
        // The first notice counts: its grace is what the owner was promised.
        only(sorted, RiskNoticed.class).stream().filter(risk -> !withdrawn.contains(risk.releaseId()))
                .forEach(risk -> risks.putIfAbsent(risk.releaseId(), risk));
        Map<String, Reinstated> reversals = new TreeMap<>();
        only(sorted, Reinstated.class).forEach(reversal -> reversals.putIfAbsent(reversal.voidId().toString(),
                reversal));
        return new WarrantyState(unit(described), sources(described), only(sorted, Observed.class),
                only(sorted, Extended.class), only(sorted, Repaired.class),
                replacing.isEmpty() ? null : replacing.get(replacing.size() - 1).inheritance(),
                Collections.unmodifiableMap(risks), withdrawn, only(sorted, Voided.class),
                        Collections.unmodifiableMap(reversals));
    }

    /** The voids that no exception has reversed, oldest first. */
    public List<Voided> standingVoids() {
        return voids.stream().filter(voided -> !reversals.containsKey(voided.id().toString())).toList();
    }

    /** The void that ended a part, if one stands. */
    public Optional<Voided> voidOf(Part part) {
        return standingVoids().stream()
                .filter(voided -> voided.consequence() != Consequence.SHORTEN_TERM && voided.consequence()
                .touches(part))
                .findFirst();
    }

    /** This state with other extensions: what a purchase would change. */
    WarrantyState with(Collection<Extended> extended) {
        return new WarrantyState(unit, sources, observed, List.copyOf(extended), repairs, inheritance, risks, withdrawn,
                voids, reversals);
    }

    private static UnitFacts unit(List<UnitDescribed> oldestFirst) {
        UnitFacts unit = UnitFacts.NOTHING;
        for (UnitDescribed described : oldestFirst) {
            unit = described.unit().or(unit);
        }
        return unit;
    }

    private static Map<String, String> sources(List<UnitDescribed> oldestFirst) {
        Map<String, String> sources = new TreeMap<>();
        oldestFirst.forEach(described ->
                described.unit().values().keySet().forEach(field -> sources.put(field, described.source())));
        return Collections.unmodifiableMap(sources);
    }

    private static <T extends WarrantyFact> List<T> only(List<WarrantyFact> facts, Class<T> kind) {
        return facts.stream().filter(kind::isInstance).map(kind::cast).toList();
    }
}
