package io.rmahub.decision;

import io.rmahub.delivery.DomainEvent;
import io.rmahub.delivery.HandOver;
import io.rmahub.delivery.Outbox;
import io.rmahub.delivery.QueuedDelivery;
import io.rmahub.ledger.BusinessKey;
import io.rmahub.ledger.GroupCommit;
import io.rmahub.ledger.Settlement;
import io.rmahub.ledger.Settlements;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Runs decisions. One transaction takes the messages out of the work list, lets the handlers of their types decide,
 * writes the outbox and accounts for the messages: a crash leaves all of it or nothing, and whoever finds a message
 * taken does nothing.
 */
@Component
public final class DecisionDesk implements DisposableBean {

    private static final int WRITERS = 2;
    private static final int MAX_BATCH = 64;

    /** A change that no message asked for: an API call, a time that has come. */
    @FunctionalInterface
    public interface Work<T> {
        T run(Connection connection, Effects effects) throws SQLException;
    }

    private record Done<T>(T result, List<QueuedDelivery> queued) {
    }

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final Settlements settlements;
    private final Outbox outbox;
    private final HandOver handOver;
    private final Clock clock;
    private final Map<String, FactHandler> handlers = new LinkedHashMap<>();
    private final GroupCommit<Fact, Void> writer;

    /** Fails if two handlers claim the same type. */
    public DecisionDesk(JdbcTemplate jdbc, TransactionTemplate transaction, Settlements settlements, Outbox outbox,
                        HandOver handOver, Clock clock, List<FactHandler> handlers) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.settlements = settlements;
        this.outbox = outbox;
        this.handOver = handOver;
        this.clock = clock;
        handlers.forEach(handler -> {
            if (this.handlers.put(handler.type(), handler) != null) {
                throw new IllegalStateException("Two handlers decide on " + handler.type());
            }
        });
        this.writer = new GroupCommit<>("decision", WRITERS, MAX_BATCH, this::write);
    }

    /** Who decides on this canonical type; empty if nobody does. */
    public Optional<FactHandler> handlerOf(String type) {
        return Optional.ofNullable(handlers.get(type));
    }

    /** Returns when the decision is committed; does nothing for a message that is accounted for already. */
    public void decide(Fact fact) {
        writer.submit(fact);
    }

    /** Runs the work in one transaction; what it emits goes out after the commit. */
    public <T> T transact(Work<T> work) {
        return commit(connection -> {
            var effects = new Effects();
            T result = work.run(connection, effects);
            return new Done<>(result, outbox.write(connection, effects.events()));
        });
    }

    @FunctionalInterface
    private interface Transaction<T> {
        Done<T> run(Connection connection) throws SQLException;
    }

    private <T> T commit(Transaction<T> work) {
        Done<T> done = transaction.execute(status -> jdbc.execute((ConnectionCallback<Done<T>>) work::run));
        handOver.deliveries(done.queued());
        return done.result();
    }

    private List<Void> write(List<Fact> batch) {
        Instant now = clock.instant();
        commit(connection -> new Done<>(null, decide(connection, batch, now)));
        return Collections.nCopies(batch.size(), null);
    }

    private List<QueuedDelivery> decide(Connection connection, List<Fact> batch, Instant now) throws SQLException {
        Set<UUID> open = settlements.take(connection, batch.stream().map(Fact::messageId).toList());
        Map<String, List<Fact>> byType = new LinkedHashMap<>();
        for (Fact fact : batch) {
            if (open.remove(fact.messageId())) {
                byType.computeIfAbsent(fact.type(), type -> new ArrayList<>()).add(fact);
            }
        }
        List<Settlement> settled = new ArrayList<>();
        List<DomainEvent> events = new ArrayList<>();
        for (Map.Entry<String, List<Fact>> entry : byType.entrySet()) {
            List<Fact> facts = entry.getValue();
            List<Ruling> rulings = handlers.get(entry.getKey()).decide(connection, facts, now);
            for (int i = 0; i < facts.size(); i++) {
                settled.add(settlement(facts.get(i), rulings.get(i), now));
                events.addAll(rulings.get(i).events());
            }
        }
        settlements.record(connection, settled);
        return outbox.write(connection, events);
    }

    private static Settlement settlement(Fact fact, Ruling ruling, Instant now) {
        List<BusinessKey> keys = new ArrayList<>(fact.keys());
        keys.addAll(ruling.keys());
        if (ruling.caseNumber() != null) {
            keys.add(new BusinessKey("rma", ruling.caseNumber()));
        }
        return new Settlement(fact.messageId(), fact.orgId(), fact.source(), ruling.state(), ruling.reason(),
                ruling.path(), ruling.caseNumber(), now, fact.stages(), keys);
    }

    @Override
    public void destroy() {
        writer.close();
    }
}
