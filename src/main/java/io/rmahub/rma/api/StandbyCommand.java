package io.rmahub.rma.api;

import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;

/**
 * Gives the customer a stand-by unit, or takes it back.
 *
 * @param serialNumber of the unit; may be absent when the only one that is out comes back
 * @param location     where it is, for people
 */
@FieldsTogether
public record StandbyCommand(
        @NotNull(message = "required: issue or return") Action action,
        @ShortText String serialNumber,
        @ShortText String productSku,
        @ShortText String location,
        Instant expectedBackAt) implements FieldsTogether.Rules {

    /** What is done with the unit. */
    public enum Action {
        ISSUE, RETURN;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Override
    public Map<String, String> violations() {
        return action == Action.ISSUE && serialNumber == null
                ? Map.of("serialNumber", "required to issue a unit") : Map.of();
    }
}
