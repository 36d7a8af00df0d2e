package io.rmahub.engine.settings;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How a carrier is polled for parcels of which it does not report by itself.
 *
 * @param url         where it answers
 * @param interval    a parcel is asked about at most so often
 * @param pollAfterSilence a parcel is polled once the carrier has reported nothing of it for so long; 0 for a carrier
 *                    that cannot push
 * @param carriers    whose parcels it answers for, as shipments name them; the source's own name if there are none,
 *                    {@code *} for all that no other source names
 * @param batch       numbers in one call, as many as the carrier allows
 * @param rateLimit   calls of all hubs together
 * @param retry       waits after a failed call before the carrier is asked again; the last one is repeated
 * @param request     what a call looks like
 * @param ignoredFields top-level fields (or JSON pointers) of an answer that differ every time and mean nothing
 */
public record PollSettings(
        @DefaultValue("true") boolean enabled,
        String url,
        @DefaultValue AuthSettings auth,
        @DefaultValue("10s") Duration timeout,
        @DefaultValue("30m") Duration interval,
        @DefaultValue("0s") Duration pollAfterSilence,
        @DefaultValue List<String> carriers,
        @DefaultValue("1") int batch,
        @DefaultValue RateLimit rateLimit,
        @DefaultValue Retry retry,
        @DefaultValue Request request,
        @DefaultValue Set<String> ignoredFields) {

    /** Any carrier that no other source names. */
    public static final String ANY = "*";

    /** So many calls in each period. */
    public record RateLimit(@DefaultValue("10") int calls, @DefaultValue("10s") Duration period) {
    }

    /** Each wait is multiplied by a random factor between 1 − jitter and 1 + jitter. */
    public record Retry(
            @DefaultValue({"30s", "1m", "5m", "15m", "1h"}) List<Duration> schedule,
            @DefaultValue("0.2") double jitter) {
    }

    /**
     * A call; {@code {numbers}} in path, query and body is replaced by the numbers, each shaped by {@code each} (in
     * which {@code {number}} is the number) and separated by {@code separator}. Headers are sent as they are.
     */
    public record Request(
            @DefaultValue("GET") String method,
            @DefaultValue("") String path,
            @DefaultValue("") String query,
            @DefaultValue("") String body,
            @DefaultValue Map<String, String> headers,
            @DefaultValue("{number}") String each,
            @DefaultValue(",") String separator) {
    }
}
