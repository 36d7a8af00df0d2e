package io.rmahub.rma.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The clocks of a case as they stand.
 *
 * @param onSite absent unless a visit is needed
 * @param waited how long the case waited for whom, by party
 */
@JsonInclude(Include.NON_NULL)
public record ClocksView(
        String rulesVersion,
        @JsonProperty("case") ClockView caseClock,
        ClockView onSite,
        @JsonInclude(Include.NON_EMPTY) List<PauseView> pauses,
        @JsonInclude(Include.NON_EMPTY) Map<String, Duration> waited) {

    /**
     * One clock.
     *
     * @param window   the time that there is, of which {@code used} is gone
     * @param warnsAt  when it will warn; {@code warnedAt} when it did
     * @param pausedBy the parties for which the case waits now
     * @param reasons  what was assumed, for example about the site's holidays
     */
    @JsonInclude(Include.NON_NULL)
    public record ClockView(String state, Instant startedAt, Duration window, Duration used, Duration left,
                            Instant dueAt, boolean breached, Instant warnsAt, Instant warnedAt, Instant breachedAt,
                            Instant stoppedAt, @JsonInclude(Include.NON_EMPTY) List<String> pausedBy,
                            @JsonInclude(Include.NON_EMPTY) List<String> reasons) {
    }

    /**
     * A time during which nobody could do anything.
     *
     * @param party for whom the case waited
     * @param until absent while it waits
     */
    @JsonInclude(Include.NON_NULL)
    public record PauseView(String party, Instant from, Instant until, Duration length) {
    }
}
