package io.rmahub.camel.route;

import io.rmahub.engine.processing.InvalidMessageException;
import io.rmahub.unit.ReadingParser.Posted;
import io.rmahub.unit.Telemetry;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.component.kafka.KafkaConstants;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.RetriableCommitFailedException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * The steps of readings from the topic: gather a batch, and write what was gathered once no more is waiting or enough
 * is there. Offsets are committed after the database has committed, and only those of readings that are in it.
 *
 * <p>A failure reaches Camel, which closes the consumer: its successor reads on from the last committed offsets. What
 * was gathered by the former one is then forgotten, because it is read again.
 */
@Component("telemetrySteps")
public final class TelemetrySteps {

    private static final Logger log = LoggerFactory.getLogger(TelemetrySteps.class);

    /** Headers on the dead-letter topic. */
    private static final String REASON = "rejected-reason";
    private static final String ORIGIN = "rejected-from";
    /** A restart of the database is waited for; after that the partitions are given back. */
    private static final long[] WAITS_MILLIS = {100, 500, 1000, 2000, 5000, 10_000, 10_000};

    /** What one consumer has read and not yet committed. */
    private static final class Session {
        private Telemetry.Gathering gathering;
        private final Map<TopicPartition, OffsetAndMetadata> next = new HashMap<>();
        /** Between the two steps; found open at the beginning of a batch, the batch before has failed. */
        private boolean open;
    }

    private final Telemetry telemetry;
    private final Clock clock;
    private final Map<Consumer<?, ?>, Session> sessions = Collections.synchronizedMap(new WeakHashMap<>());

    public TelemetrySteps(Telemetry telemetry, Clock clock) {
        this.telemetry = telemetry;
        this.clock = clock;
    }

    /** Body: a list of exchanges, a record each. Leaves the malformed ones, with the reason, as the body. */
    public void gather(Exchange batch) {
        List<?> records = batch.getMessage().getBody(List.class);
        Session session = sessions.computeIfAbsent(consumer(batch), consumer -> new Session());
        if (session.open) {
            throw new IllegalStateException("The batch before this one failed; it must be read again");
        }
        session.open = true;
        if (session.gathering == null) {
            session.gathering = telemetry.begin();
        }
        Instant now = clock.instant();
        List<Exchange> malformed = new ArrayList<>();
        for (Object record : records) {
            Exchange read = (Exchange) record;
            KafkaPosition position = KafkaPosition.of(read);
            try {
                session.gathering.add(posted(read.getMessage()), now);
            } catch (InvalidMessageException e) {
                read.getMessage().setHeader(REASON, e.getMessage());
                read.getMessage().setHeader(ORIGIN, position.partition() + "@" + position.offset());
                malformed.add(read);
            }
            session.next.put(position.partition(), new OffsetAndMetadata(position.offset() + 1));
        }
        batch.getMessage().setBody(malformed);
    }

    /** Writes and commits, unless more is waiting on the topic and may be folded in first. */
    public void write(Exchange batch) throws InterruptedException {
        Consumer<?, ?> consumer = consumer(batch);
        Session session = sessions.get(consumer);
        if (session.gathering.full(clock.instant()) || !moreIsWaiting(consumer)) {
            writePatiently(session.gathering, batch);
            commit(consumer, session.next);
            session.next.clear();
            session.gathering = null;
        }
        session.open = false;
    }

    /** Known from the last fetch without asking the broker. What waits there will call these steps again. */
    private static boolean moreIsWaiting(Consumer<?, ?> consumer) {
        return consumer.assignment().stream().anyMatch(partition -> consumer.currentLag(partition).orElse(0) > 0);
    }

    private static void writePatiently(Telemetry.Gathering gathering, Exchange batch) throws InterruptedException {
        for (int attempt = 0; ; attempt++) {
            try {
                gathering.write();
                return;
            } catch (DataAccessException | TransactionException e) {
                // Whatever the database has against it: no reading may be skipped, so even a refusal is tried again.
                if (attempt == WAITS_MILLIS.length || batch.getContext().isStopping()) {
                    throw e;
                }
                log.warn("Readings could not be written and are tried again: {}", e.getMessage());
                Thread.sleep(WAITS_MILLIS[attempt]);
            }
        }
    }

    /** A partition that was taken away meanwhile is read again by its new owner, which changes nothing. */
    private static void commit(Consumer<?, ?> consumer, Map<TopicPartition, OffsetAndMetadata> next) {
        Map<TopicPartition, OffsetAndMetadata> own = new HashMap<>(next);
        own.keySet().retainAll(consumer.assignment());
        try {
            consumer.commitSync(own);
        } catch (CommitFailedException | RetriableCommitFailedException | RebalanceInProgressException e) {
            log.warn("Partitions are being shared out anew; some readings are read again: {}", e.getMessage());
        }
    }

    private static Consumer<?, ?> consumer(Exchange batch) {
        return KafkaPosition.of(batch).consumer();
    }

    private static Posted posted(Message record) {
        Headers headers = record.getHeader(KafkaConstants.HEADERS, Headers.class);
        return new Posted(record.getHeader(KafkaConstants.KEY, String.class), record.getBody(byte[].class),
                text(headers.lastHeader("ce_time")), text(headers.lastHeader("ce_subject")));
    }

    private static String text(Header header) {
        return header == null || header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }
}
