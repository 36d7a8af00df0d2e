package io.rmahub.engine.access;

import com.github.f4b6a3.uuid.UuidCreator;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Remembers who was refused, where and why, and nothing of what was sent.
 *
 * <p>Being refused must not cost the hub more than being let in: refusals are written by one thread in
 * batches, and those above about a thousand a second are only counted.
 */
@Component
public class AccessAudit implements DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(AccessAudit.class);
    private static final int BATCH = 250;
    private static final Duration PAUSE = Duration.ofMillis(250);
    private static final int LONGEST = 200;

    private final JdbcTemplate jdbc;
    private final Clock clock;
    private final MeterRegistry meters;
    private final Counter dropped;
    private final Duration retention;
    private final BlockingQueue<Refusal> waiting = new ArrayBlockingQueue<>(4 * BATCH);
    private final ScheduledExecutorService writer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "access-audit");
        thread.setDaemon(true);
        return thread;
    });

    private record Refusal(UUID id, Instant at, String door, String reason, String remoteAddress, String keyName) {
    }

    AccessAudit(JdbcTemplate jdbc, Clock clock, MeterRegistry meters, AccessSettings settings) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.meters = meters;
        this.dropped = meters.counter("hub.access.audit.dropped");
        this.retention = settings.auditRetention();
        writer.scheduleWithFixedDelay(this::write, PAUSE.toMillis(), PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        writer.scheduleWithFixedDelay(this::forget, 1, 60, TimeUnit.MINUTES);
    }

    /**
     * Returns at once; the row is there within a second.
     *
     * @param door          the source's name, or the start of the path; never with a token in it
     * @param reason        a code in kebab case, one of few
     * @param remoteAddress address of the sender, or null
     * @param keyName       name of a key that is known but does not suffice, or null
     */
    public void refused(String door, String reason, String remoteAddress, String keyName) {
        meters.counter("hub.access.refused", "reason", reason).increment();
        Refusal refusal = new Refusal(UuidCreator.getTimeOrderedEpoch(), clock.instant(), cut(door), cut(reason),
                cut(remoteAddress), cut(keyName));
        if (!waiting.offer(refusal)) {
            dropped.increment();
        }
    }

    private void write() {
        List<Refusal> batch = new ArrayList<>(BATCH);
        waiting.drainTo(batch, BATCH);
        if (batch.isEmpty()) {
            return;
        }
        try {
            jdbc.batchUpdate("""
                    insert into access_audit (id, at, door, reason, remote_address, key_name)
                    values (?, ?, ?, ?, ?, ?)""", batch.stream().map(AccessAudit::columns).toList());
        } catch (DataAccessException e) {
            dropped.increment(batch.size());
            LOG.warn("{} refusals could not be written to the audit", batch.size(), e);
        }
    }

    private void forget() {
        try {
            jdbc.update("delete from access_audit where at < ?", atUtc(clock.instant().minus(retention)));
        } catch (DataAccessException e) {
            LOG.warn("Old refusals could not be removed from the audit", e);
        }
    }

    @Override
    public void destroy() throws InterruptedException {
        writer.shutdown();
        if (writer.awaitTermination(5, TimeUnit.SECONDS)) {
            while (!waiting.isEmpty()) {
                write();
            }
        }
    }

    private static Object[] columns(Refusal refusal) {
        return new Object[] {refusal.id(), atUtc(refusal.at()), refusal.door(), refusal.reason(),
            refusal.remoteAddress(), refusal.keyName()};
    }

    private static OffsetDateTime atUtc(Instant instant) {
        return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
    }

    private static String cut(String text) {
        return text == null || text.length() <= LONGEST ? text : text.substring(0, LONGEST);
    }
}
