package io.rmahub.story;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.f4b6a3.uuid.UuidCreator;
import io.rmahub.engine.delivery.DomainEvent;
import io.rmahub.engine.delivery.Outbox;
import io.rmahub.engine.delivery.QueuedDelivery;
import io.rmahub.engine.delivery.WorkDispatcher;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * More events of one case, written as a decision writes them: into the outbox, in a transaction, then handed over.
 * Each is told apart by its fault description.
 */
final class CaseLine {

    private final StoryHub hub;
    private final ObjectNode opened;
    private final UUID messageId;
    private final UUID caseId;

    /** @param messageId the processed message that opened the case */
    CaseLine(StoryHub hub, String messageId) {
        this.hub = hub;
        this.messageId = UUID.fromString(messageId);
        this.opened = (ObjectNode) hub.read(hub.bean(JdbcTemplate.class).queryForObject(
                "select payload from outbox_event where message_id = ? order by id limit 1", String.class,
                this.messageId));
        this.caseId = UUID.fromString(opened.at("/data/case/id").asText());
    }

    String number() {
        return opened.path("subject").asText();
    }

    /** Adds events with these descriptions in one transaction. */
    void append(String... descriptions) {
        hub.bean(WorkDispatcher.class).deliveries(write(descriptions));
    }

    /** Adds them too; returns what is still to be handed over. */
    List<QueuedDelivery> write(String... descriptions) {
        List<DomainEvent> events = Arrays.stream(descriptions).map(this::event).toList();
        return hub.bean(TransactionTemplate.class).execute(status -> hub.bean(Outbox.class).write(events));
    }

    private DomainEvent event(String description) {
        UUID id = UuidCreator.getTimeOrderedEpochPlus1();
        ObjectNode payload = opened.deepCopy().put("id", id.toString());
        payload.withObject("/data/case").put("faultDescription", description);
        return DomainEvent.of(payload, "rma", "demo", caseId, messageId, Instant.now());
    }
}
