package io.rmahub.unit.model;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;

/**
 * What is kept of one unit's day (UTC); what was not reported on it is null.
 *
 * @param sohMin        lowest state of health of the day in percent
 * @param sohLast       the last one of the day
 * @param throughputKwh highest lifetime throughput of the day
 * @param coldest       lowest cell temperature in °C
 * @param hottest       highest cell temperature in °C
 */
public record UnitDay(LocalDate day, BigDecimal sohMin, BigDecimal sohLast, Instant sohLastAt,
                      BigDecimal throughputKwh, BigDecimal coldest, BigDecimal hottest) {
}
