package io.rmahub.unit.model;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What many readings of one unit come to, in whatever order they arrive: each part is a newest by observed time, a
 * lowest, a highest or a union. Readings of the very same time count in the order of their arrival.
 *
 * <p>A reading that says online covers the time from itself until {@code offlineAfter} later; a unit is online while
 * it is covered. A late reading therefore closes the gap that it was missing from and moves nothing backwards.
 */
public final class UnitFold {

    private final String serial;
    private final long offlineAfterMillis;
    private final Coverage online = new Coverage();
    private final Coverage offline = new Coverage();
    private final List<DayFold> days = new ArrayList<>(2);
    private final List<FirmwareSpan> firmware = new ArrayList<>(2);
    private Reading newest;
    private Instant firstObservedAt;
    private Instant lastOnlineAt;
    private BigDecimal soh;
    private Instant sohAt;
    private BigDecimal throughputKwh;
    private Instant throughputAt;
    private Instant throughputFellAt;
    private BigDecimal newestThroughput;
    private Instant newestThroughputAt;
    private Long cycles;

    UnitFold(String serial, Duration offlineAfter) {
        this.serial = serial;
        this.offlineAfterMillis = offlineAfter.toMillis();
    }

    /** Adds a reading; returns whether its lifetime throughput is lower than that of an earlier one seen here. */
    boolean add(Reading reading) {
        Instant at = reading.observedAt();
        if (newest == null || !at.isBefore(newest.observedAt())) {
            newest = reading;
        }
        if (firstObservedAt == null || at.isBefore(firstObservedAt)) {
            firstObservedAt = at;
        }
        long millis = at.toEpochMilli();
        if (reading.online() != null) {
            (reading.online() ? online : offline).add(millis, millis + offlineAfterMillis);
            if (reading.online() && (lastOnlineAt == null || at.isAfter(lastOnlineAt))) {
                lastOnlineAt = at;
            }
        }
        if (reading.soh() != null && (sohAt == null || !at.isBefore(sohAt))) {
            soh = reading.soh();
            sohAt = at;
        }
        if (reading.cycles() != null && (cycles == null || reading.cycles() > cycles)) {
            cycles = reading.cycles();
        }
        seen(Component.CELL, reading.cellFirmware(), at);
        seen(Component.BMS, reading.bmsFirmware(), at);
        dayOf(Math.floorDiv(millis, DayFold.MILLIS)).add(reading);
        return reading.throughputKwh() != null && throughput(reading.throughputKwh(), at);
    }

    private boolean throughput(BigDecimal kwh, Instant at) {
        if (newestThroughputAt == null || !at.isBefore(newestThroughputAt)) {
            newestThroughput = kwh;
            newestThroughputAt = at;
        }
        int compared = throughputKwh == null ? 1 : kwh.compareTo(throughputKwh);
        if (compared > 0 || compared == 0 && at.isBefore(throughputAt)) {
            throughputKwh = kwh;
            throughputAt = at;
        }
        boolean fell = compared < 0 && at.isAfter(throughputAt);
        if (fell && (throughputFellAt == null || at.isAfter(throughputFellAt))) {
            throughputFellAt = at;
        }
        return fell;
    }

    private void seen(Component component, String version, Instant at) {
        if (version == null) {
            return;
        }
        for (int i = firmware.size() - 1; i >= 0; i--) {
            FirmwareSpan span = firmware.get(i);
            if (span.component() == component && span.version().equals(version)) {
                firmware.set(i, span.seenAt(at));
                return;
            }
        }
        firmware.add(new FirmwareSpan(component, version, at, at));
    }

    private DayFold dayOf(long epochDay) {
        for (int i = days.size() - 1; i >= 0; i--) {
            if (days.get(i).epochDay == epochDay) {
                return days.get(i);
            }
        }
        DayFold day = new DayFold(epochDay);
        days.add(day);
        return day;
    }

    public String serial() {
        return serial;
    }

    public Reading newest() {
        return newest;
    }

    public Instant firstObservedAt() {
        return firstObservedAt;
    }

    /** Time of the newest reading that said online, or null. */
    public Instant lastOnlineAt() {
        return lastOnlineAt;
    }

    /** The newest reported state of health in percent, or null. */
    public BigDecimal soh() {
        return soh;
    }

    public Instant sohAt() {
        return sohAt;
    }

    /** The highest reported lifetime throughput, or null. */
    public BigDecimal throughputKwh() {
        return throughputKwh;
    }

    /** When the highest was reached first. */
    public Instant throughputAt() {
        return throughputAt;
    }

    /** Newest reading below an earlier one, or null. */
    public Instant throughputFellAt() {
        return throughputFellAt;
    }

    public BigDecimal newestThroughputKwh() {
        return newestThroughput;
    }

    public Instant newestThroughputAt() {
        return newestThroughputAt;
    }

    /** The highest reported number of cycles, or null. */
    public Long cycles() {
        return cycles;
    }

    /** The version of the component that was seen last, or null. */
    public FirmwareSpan newestFirmware(Component component) {
        FirmwareSpan found = null;
        for (FirmwareSpan span : firmware) {
            if (span.component() == component && (found == null || !span.lastSeenAt().isBefore(found.lastSeenAt()))) {
                found = span;
            }
        }
        return found;
    }

    public List<FirmwareSpan> firmware() {
        return firmware;
    }

    /** Times at which it counts as online. */
    public Coverage online() {
        return online;
    }

    /** Times at which it said, or shortly before had said, that it is not reachable. */
    public Coverage offline() {
        return offline;
    }

    /** The days of which something was reported, in no particular order. */
    public List<UnitDay> days() {
        return days.stream().filter(DayFold::saysSomething).map(DayFold::day).toList();
    }
}
