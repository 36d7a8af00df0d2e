package io.rmahub.engine.ops;

import com.fasterxml.jackson.annotation.JsonValue;
import io.rmahub.engine.web.RefusedException;
import jakarta.validation.constraints.Size;
import java.util.Locale;
import java.util.UUID;

/**
 * What is to be put back on its way: a dead delivery or a quarantined message, one of them.
 *
 * @param action if absent, a delivery is redriven and a message resubmitted
 * @param note   why; kept in the audit
 */
record ReplayRequest(UUID deliveryId, UUID messageId, Action action,
                     @Size(max = 2000, message = "at most 2000 characters") String note) {

    /** What is done; redrive and discard are for deliveries, resubmit is for messages. */
    enum Action {
        REDRIVE, DISCARD, RESUBMIT;

        @Override
        @JsonValue
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * The delivery or the message.
     *
     * @throws RefusedException 422 if both or none are named, or the action is for the other kind
     */
    UUID subject() {
        if ((deliveryId == null) == (messageId == null)) {
            throw RefusedException.invalid("", "Name either a deliveryId or a messageId");
        }
        if ((actionOrDefault() == Action.RESUBMIT) != (deliveryId == null)) {
            throw RefusedException.invalid("/action", deliveryId == null ? "a message can be resubmitted only"
                    : "a delivery can be redriven or discarded");
        }
        return deliveryId == null ? messageId : deliveryId;
    }

    Action actionOrDefault() {
        if (action != null) {
            return action;
        }
        return deliveryId == null ? Action.RESUBMIT : Action.REDRIVE;
    }
}
