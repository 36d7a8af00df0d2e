package io.rmahub.engine.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;

/**
 * One call to a target and how it ended.
 *
 * @param request    what was sent, as text
 * @param status     HTTP status or null
 * @param response   what came back, cut to a readable length, or null
 * @param answer     what came back as JSON, if somebody wants to know it; else null
 * @param cause      null when it was delivered
 * @param error      one line for people, or null
 * @param retryAfter what the target asked for, or null
 */
public record Attempt(ClaimedDelivery delivery, Instant startedAt, Duration took, String request, Integer status,
                      String response, JsonNode answer, Cause cause, String error, Duration retryAfter) {

    public boolean delivered() {
        return cause == null;
    }
}
