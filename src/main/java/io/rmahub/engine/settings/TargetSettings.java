package io.rmahub.engine.settings;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * One system to which the hub delivers what happened.
 *
 * @param events      domain event types that this target wants, e.g. {@code rma.case-opened.v1}
 * @param when        JSON pointers into the event and the text each must have; all must fit. With an event type
 *                    before it ({@code rma.case-opened.v1 /data/visit/needed}) one counts for that type only
 * @param concurrency how many deliveries to this target may be under way at once in one hub instance
 * @param acceptedStatuses statuses above 299 that are an answer and no failure; its receipt is then
 *                    <code>{"httpStatus": 404}</code>
 * @param rateLimit   at most this many calls in each {@code rateLimit.period}
 * @param settings    what only this target's mapping understands, and {@code receipts}: which of its answers are kept
 */
public record TargetSettings(
        @DefaultValue("true") boolean enabled,
        String url,
        @DefaultValue AuthSettings auth,
        @DefaultValue("5s") Duration timeout,
        @DefaultValue RetrySettings retry,
        @DefaultValue Breaker breaker,
        @DefaultValue RateLimit rateLimit,
        @DefaultValue List<String> events,
        @DefaultValue Map<String, String> when,
        @DefaultValue("8") int concurrency,
        @DefaultValue Set<Integer> acceptedStatuses,
        @DefaultValue Map<String, Object> settings) {

    /** Opens when {@code failureRate} percent of the last {@code window} calls failed, for {@code openFor}. */
    public record Breaker(
            @DefaultValue("20") int window,
            @DefaultValue("50") int failureRate,
            @DefaultValue("2s") Duration openFor) {
    }

    /** At most {@code calls} in each {@code period}; 0 calls means no limit. */
    public record RateLimit(@DefaultValue("0") int calls, @DefaultValue("1s") Duration period) {

        public boolean unlimited() {
            return calls <= 0;
        }
    }
}
