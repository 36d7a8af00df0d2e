package io.rmahub.warranty.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.rmahub.warranty.Claim;
import io.rmahub.warranty.WarrantyRecord;
import java.time.Instant;
import java.util.List;

/**
 * A warranty with its claims, newest first, and its history, oldest first.
 */
public record WarrantyDetail(@JsonUnwrapped WarrantyRecord warranty, List<Claim> claims, List<Event> events) {

    /**
     * A line of the history.
     *
     * @param detail JSON object; what it holds depends on the event
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Event(Instant at, String actorId, String event, String fromValue, String toValue,
                        @JsonRawValue String detail) {
    }
}
