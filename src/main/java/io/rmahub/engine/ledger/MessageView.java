package io.rmahub.engine.ledger;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A message as operators see it.
 *
 * @param state         an accounted state, or {@code WAITING}
 * @param attempts      failed attempts so far, while waiting
 * @param nextAttemptAt while waiting
 * @param stages        its way through the hub, in order
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MessageView(UUID id, String source, Instant receivedAt, String state, String reason, String path,
                          UUID duplicateOf, String caseNumber, Integer attempts, Instant nextAttemptAt,
                          List<BusinessKey> keys, List<StageView> stages) {

    /**
     * One stage: {@code RAW}, {@code ENRICHED}, {@code CANONICAL}, {@code DECISION} or {@code DELIVERY}.
     *
     * @param content what the message looked like; left out in lists
     * @param delivery for the stage {@code DELIVERY}
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record StageView(String stage, Instant at, String contentType, String headers, String content,
                            DeliveryStage delivery) {
    }

    /** @param tries requests and responses; left out in lists */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record DeliveryStage(UUID id, String target, String type, String status, int attempts,
                                Instant nextAttemptAt, String cause, String error, List<Try> tries) {
    }

    /** One call. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Try(int attempt, Instant at, int durationMillis, String request, Integer responseStatus,
                      String response, String cause, String error) {
    }
}
