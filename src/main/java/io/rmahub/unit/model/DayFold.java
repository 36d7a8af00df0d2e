package io.rmahub.unit.model;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;

/** Gathers one {@link UnitDay}. */
final class DayFold {

    static final long MILLIS = 86_400_000L;

    final long epochDay;
    private BigDecimal sohMin;
    private BigDecimal sohLast;
    private Instant sohLastAt;
    private BigDecimal throughputKwh;
    private BigDecimal coldest;
    private BigDecimal hottest;

    DayFold(long epochDay) {
        this.epochDay = epochDay;
    }

    void add(Reading reading) {
        BigDecimal soh = reading.soh();
        if (soh != null) {
            sohMin = lower(sohMin, soh);
            if (sohLastAt == null || !reading.observedAt().isBefore(sohLastAt)) {
                sohLast = soh;
                sohLastAt = reading.observedAt();
            }
        }
        throughputKwh = higher(throughputKwh, reading.throughputKwh());
        coldest = lower(coldest, reading.minTemperature());
        hottest = higher(hottest, reading.maxTemperature());
    }

    /** Whether anything of that day is worth a row. */
    boolean saysSomething() {
        return sohLast != null || throughputKwh != null || coldest != null || hottest != null;
    }

    UnitDay day() {
        return new UnitDay(LocalDate.ofEpochDay(epochDay), sohMin, sohLast, sohLastAt, throughputKwh, coldest, hottest);
    }

    static BigDecimal lower(BigDecimal one, BigDecimal other) {
        return one == null || other != null && other.compareTo(one) < 0 ? other : one;
    }

    static BigDecimal higher(BigDecimal one, BigDecimal other) {
        return one == null || other != null && other.compareTo(one) > 0 ? other : one;
    }
}
