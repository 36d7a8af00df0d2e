package io.rmahub.unit.model;

import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Folds readings of many units, and counts implausible values. Not for several threads at once. */
public final class FleetFold {

    private final Duration offlineAfter;
    private final Map<String, UnitFold> units = new HashMap<>();
    private final Map<ImplausibleValue, Long> implausibleValues = new EnumMap<>(ImplausibleValue.class);
    private long readings;

    /** @param offlineAfter silence after which a unit counts as offline */
    public FleetFold(Duration offlineAfter) {
        this.offlineAfter = offlineAfter;
    }

    public void add(Reading reading) {
        UnitFold unit = units.get(reading.serial());
        if (unit == null) {
            unit = new UnitFold(reading.serial(), offlineAfter);
            units.put(reading.serial(), unit);
        }
        readings++;
        if (unit.add(reading)) {
            countImplausible(ImplausibleValue.THROUGHPUT_FALLS);
        }
    }

    public void countImplausible(ImplausibleValue value) {
        implausibleValues.merge(value, 1L, Long::sum);
    }

    public long readings() {
        return readings;
    }

    public int units() {
        return units.size();
    }

    public boolean isEmpty() {
        return readings == 0 && implausibleValues.isEmpty();
    }

    public Map<ImplausibleValue, Long> implausibleValues() {
        return implausibleValues;
    }

    /** By serial number, so that two writers take their rows in the same order. */
    public List<UnitFold> sorted() {
        Collection<UnitFold> all = units.values();
        return all.stream().sorted(Comparator.comparing(UnitFold::serial)).toList();
    }
}
