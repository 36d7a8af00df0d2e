package io.rmahub.engine.delivery;

import io.rmahub.engine.delivery.JmsBatchSender.BatchGroup;
import io.rmahub.engine.delivery.JmsBatchSender.Work;
import io.rmahub.engine.settings.HubSettings;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Which queue and which broker-side duplicate id a piece of work gets. */
@Component
public final class WorkDispatcher {

    /** Messages to be processed. */
    public static final String PROCESS_QUEUE = "hub.process";
    private static final String DELIVER_QUEUE = "hub.deliver.";
    /** Calls of one target are short and alike: they share a message as soon as there are two. */
    private static final int MESSAGES_BEFORE_SHARING = 1;

    private final JmsBatchSender queue;
    private final int processors;

    public WorkDispatcher(JmsBatchSender queue, HubSettings settings) {
        this.queue = queue;
        this.processors = settings.processing().concurrency();
    }

    /** Hands a just accepted message over. In a rush it shares a JMS message with others of its source. */
    public void message(UUID id, String source) {
        queue.send(new Work(PROCESS_QUEUE, id.toString(), id.toString(), group(source)));
    }

    /**
     * Hands a message over once more; the round makes it a different message to the broker.
     *
     * @param source null if unknown
     */
    public void messageAgain(UUID id, String source, String round) {
        queue.send(new Work(PROCESS_QUEUE, id.toString(), id + ":" + round, source == null ? null : group(source)));
    }

    /** What processing waits for takes long: each consumer gets a message before two share one. */
    private BatchGroup group(String source) {
        return new BatchGroup(source, processors);
    }

    /** Hands over deliveries that are first in their lines now. */
    public void deliveries(List<QueuedDelivery> queued) {
        queued.forEach(delivery -> send(delivery, String.valueOf(delivery.attempts())));
    }

    /** Hands deliveries over once more. */
    public void deliveriesAgain(List<QueuedDelivery> queued, String round) {
        queued.forEach(delivery -> send(delivery, round));
    }

    private void send(QueuedDelivery delivery, String round) {
        queue.send(new Work(DELIVER_QUEUE + delivery.target(), delivery.id().toString(), delivery.id() + ":" + round,
                new BatchGroup(delivery.target(), MESSAGES_BEFORE_SHARING)));
    }
}
