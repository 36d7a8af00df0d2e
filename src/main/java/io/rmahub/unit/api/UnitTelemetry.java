package io.rmahub.unit.api;

import io.rmahub.unit.UnitHistory.Interval;
import io.rmahub.unit.UnitHistory.SohPoint;
import io.rmahub.unit.UnitHistory.UnitState;
import java.time.Instant;
import java.util.List;

/**
 * What a unit reported.
 *
 * @param latest the newest state
 * @param online when it was online in the time that was asked for; outside of these intervals it was offline
 * @param soh    one point a day (UTC), one a month for what is older
 */
public record UnitTelemetry(UnitState latest, List<Interval> online, List<Firmware> cellFirmware,
                            List<Firmware> bmsFirmware, List<SohPoint> soh) {

    /** A version that was seen on the unit. */
    public record Firmware(String version, Instant firstSeenAt, Instant lastSeenAt) {
    }
}
