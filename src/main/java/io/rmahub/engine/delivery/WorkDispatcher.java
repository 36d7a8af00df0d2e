package io.rmahub.engine.delivery;

import io.rmahub.engine.delivery.JmsBatchSender.BatchGroup;
import io.rmahub.engine.delivery.JmsBatchSender.Work;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Which queue and which broker-side duplicate id a piece of work gets. */
@Component
public final class WorkDispatcher {

    /** Messages to be processed. */
    public static final String PROCESS_QUEUE = "hub.process";
    private static final String DELIVER_QUEUE = "hub.deliver.";
    /** As the process route has. What processing waits for takes long, so a dozen at once are not lined up behind each other. */
    private static final int PROCESSORS = 16;
    /** Calls of one target are short and alike; that the broker has less to do counts for more. */
    private static final int CALLERS = 1;

    private final JmsBatchSender queue;

    public WorkDispatcher(JmsBatchSender queue) {
        this.queue = queue;
    }

    /** Hands a just accepted message over. In a rush it shares its way with others of its source: they wait for the same. */
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

    private static BatchGroup group(String source) {
        return new BatchGroup(source, PROCESSORS);
    }

    public void deliveries(List<QueuedDelivery> queued) {
        queued.forEach(delivery -> send(delivery, String.valueOf(delivery.attempts())));
    }

    /** Hands deliveries over once more. */
    public void deliveriesAgain(List<QueuedDelivery> queued, String round) {
        queued.forEach(delivery -> send(delivery, round));
    }

    private void send(QueuedDelivery delivery, String round) {
        queue.send(new Work(DELIVER_QUEUE + delivery.target(), delivery.id().toString(), delivery.id() + ":" + round,
                new BatchGroup(delivery.target(), CALLERS)));
    }
}
