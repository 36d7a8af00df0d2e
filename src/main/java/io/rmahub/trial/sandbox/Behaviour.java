package io.rmahub.trial.sandbox;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.http.HttpStatus;

/** How a neighbour treats its callers at present; changed by command while calls go on. */
final class Behaviour {

    private static final int STANDARD_LATENCY_MILLIS = 2_000;
    private static final int LONGEST_LATENCY_MILLIS = 600_000;

    /** {@code DOWN} closes the connection without an answer. */
    enum Mode {
        @JsonProperty("ok") OK,
        @JsonProperty("slow") SLOW,
        @JsonProperty("failing") FAILING,
        @JsonProperty("down") DOWN
    }

    /**
     * One command.
     *
     * @param mode              ok when absent
     * @param latencyMillis     wait before the answer, in every mode; absent means 2000 for slow, else 0
     * @param status            answer of a failing neighbour; 503 when absent
     * @param failures          the mode holds for so many calls, then ok again; absent means until changed
     * @param retryAfterSeconds {@code Retry-After} of a failing neighbour, or absent
     */
    record Command(Mode mode, Integer latencyMillis, Integer status, Integer failures, Integer retryAfterSeconds) {

        static final Command NONE = new Command(Mode.OK, null, null, null, null);

        Command {
            mode = mode == null ? Mode.OK : mode;
            latencyMillis = latencyMillis == null ? (mode == Mode.SLOW ? STANDARD_LATENCY_MILLIS : 0) : latencyMillis;
            status = status == null ? 503 : status;
            require(latencyMillis >= 0 && latencyMillis <= LONGEST_LATENCY_MILLIS, "latencyMillis is 0 to 600000");
            require(HttpStatus.resolve(status) != null && status >= 400,
                    "status is a known one of 400 or more");
            require(failures == null || failures > 0, "failures is 1 or more, or absent");
            require(retryAfterSeconds == null || retryAfterSeconds >= 0, "retryAfterSeconds is 0 or more, or absent");
        }

        private static void require(boolean condition, String rule) {
            if (!condition) {
                throw new IllegalArgumentException(rule);
            }
        }

        private Command afterOneCall() {
            if (failures == null) {
                return this;
            }
            return failures == 1 ? NONE : new Command(mode, latencyMillis, status, failures - 1, retryAfterSeconds);
        }
    }

    private final AtomicReference<Command> current = new AtomicReference<>(Command.NONE);

    void set(Command command) {
        current.set(command);
    }

    /** What holds now, without counting a call; {@code failures} is how many calls are left. */
    Command current() {
        return current.get();
    }

    /** What holds for the call that asks; counts it. */
    Command next() {
        return current.getAndUpdate(Command::afterOneCall);
    }
}
