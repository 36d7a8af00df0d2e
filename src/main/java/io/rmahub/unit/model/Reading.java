package io.rmahub.unit.model;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/**
 * What one unit said of itself at one moment. A value that was not reported, or not believed, is null.
 *
 * @param observedAt    when it was measured, to the millisecond
 * @param online        true is evidence that the unit was reachable, false that it was not, null neither
 * @param soh           state of health in percent, above 0 up to 100
 * @param throughputKwh energy through the battery in its whole life
 * @param minTemperature coldest cell in °C
 * @param maxTemperature hottest cell in °C
 * @param faultCodes    as sent; empty when there are none
 */
public record Reading(String serial, Instant observedAt, Boolean online, String cellFirmware, String bmsFirmware,
                      BigDecimal soh, BigDecimal throughputKwh, Long cycles, BigDecimal minTemperature,
                      BigDecimal maxTemperature, List<String> faultCodes) {
}
