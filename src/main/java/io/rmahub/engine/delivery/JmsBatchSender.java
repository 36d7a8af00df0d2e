package io.rmahub.engine.delivery;

import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.jms.core.JmsTemplate;
import org.springframework.stereotype.Component;

/**
 * Hands committed work to the broker: what is waiting at once goes out in one JMS transaction.
 *
 * <p>PostgreSQL is the truth and the broker the wire: {@link #send} promises nothing. What a crash, a full buffer
 * or an unreachable broker left behind is found in the database when its lease ends and is sent again.
 */
@Component
public final class JmsBatchSender implements DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(JmsBatchSender.class);
    private static final int BUFFER = 50_000;
    private static final int MAX_BATCH = 500;
    /**
     * After a batch of this size the next one is given time to grow: a transaction costs the same for one and fifty.
     */
    private static final int RUSH = 20;
    private static final long GATHER_MILLIS = 50;

    /** Most pieces that share a message: few enough that a slow one does not hold up many others. */
    private static final int MAX_TOGETHER = 8;

    /**
     * @param duplicateId the broker drops a second message with the same one
     * @param group        with what goes to the same queue in the same group it may share a message, a line for each;
     *                    null goes alone. A shared message has no duplicate id, so whoever takes it must find out what
     *                    is done already.
     */
    public record Work(String queue, String body, String duplicateId, BatchGroup group) {
    }

    /**
     * What waits for the same neighbour.
     *
     * @param consumers so many get a message each before pieces begin to share one
     */
    public record BatchGroup(String name, int consumers) {
    }

    private record Sharing(String queue, BatchGroup group) {
    }

    private final LinkedBlockingQueue<Work> waiting = new LinkedBlockingQueue<>(BUFFER);
    private final JmsTemplate template;
    private final Thread sender;
    private volatile boolean open = true;

    public JmsBatchSender(ConnectionFactory connections) {
        this.template = new JmsTemplate(connections);
        this.template.setSessionTransacted(true);
        this.sender = new Thread(this::sendWhileOpen, "work-queue-sender");
        this.sender.setDaemon(true);
        this.sender.start();
    }

    public void send(Work work) {
        if (!waiting.offer(work)) {
            log.debug("The hand-over buffer is full; {} is handed over by the sweeper", work.body());
        }
    }

    private void sendWhileOpen() {
        List<Work> batch = new ArrayList<>(MAX_BATCH);
        while (open || !waiting.isEmpty()) {
            try {
                Work first = waiting.poll(200, TimeUnit.MILLISECONDS);
                if (first == null) {
                    continue;
                }
                batch.add(first);
                waiting.drainTo(batch, MAX_BATCH - 1);
                template.execute(session -> sendAll(session, batch), true);
                if (batch.size() >= RUSH) {
                    Thread.sleep(GATHER_MILLIS);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException e) {
                log.warn("Could not hand over {} pieces of work ({}); the sweeper will", batch.size(), e.getMessage());
            } finally {
                batch.clear();
            }
        }
    }

    private static Void sendAll(Session session, List<Work> batch) throws JMSException {
        try (MessageProducer producer = session.createProducer(null)) {
            for (List<Work> pieces : messages(batch)) {
                Work first = pieces.get(0);
                TextMessage message = session.createTextMessage(
                        pieces.stream().map(Work::body).collect(Collectors.joining("\n")));
                if (pieces.size() == 1) {
                    message.setStringProperty("_AMQ_DUPL_ID", first.duplicateId());
                }
                producer.send(session.createQueue(first.queue()), message);
            }
        }
        session.commit();
        return null;
    }

    /** In a rush the broker's cost for each message is what counts, so pieces that may go together do. */
    static List<List<Work>> messages(List<Work> batch) {
        List<List<Work>> messages = new ArrayList<>();
        Map<Sharing, Long> counts = batch.stream().filter(work -> work.group() != null)
                .collect(Collectors.groupingBy(JmsBatchSender::sharing, Collectors.counting()));
        Map<Sharing, List<Work>> open = new HashMap<>();
        for (Work work : batch) {
            List<Work> sharing = work.group() == null ? null : open.get(sharing(work));
            if (sharing == null || sharing.size() >= together(work.group(), counts.get(sharing(work)))) {
                sharing = new ArrayList<>();
                messages.add(sharing);
                open.put(sharing(work), sharing);
            }
            sharing.add(work);
        }
        return messages;
    }

    private static Sharing sharing(Work work) {
        return new Sharing(work.queue(), work.group());
    }

    private static long together(BatchGroup group, long count) {
        return Math.min(MAX_TOGETHER, count / group.consumers());
    }

    @Override
    public void destroy() {
        open = false;
        try {
            sender.join(TimeUnit.SECONDS.toMillis(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
