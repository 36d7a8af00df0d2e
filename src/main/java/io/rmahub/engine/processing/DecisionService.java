package io.rmahub.engine.processing;

import io.rmahub.engine.delivery.Outbox;
import io.rmahub.engine.delivery.QueuedDelivery;
import io.rmahub.engine.delivery.WorkDispatcher;
import io.rmahub.engine.jdbc.GroupCommit;
import io.rmahub.engine.ledger.Acceptance;
import io.rmahub.engine.ledger.BusinessKey;
import io.rmahub.engine.ledger.Ledger;
import io.rmahub.engine.ledger.Settlement;
import io.rmahub.engine.ledger.Settlements;
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
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Runs decisions. One transaction takes the messages out of the work list, lets the handlers of their types decide,
 * writes the outbox and accounts for the messages: a crash leaves all of it or nothing, and a message that was taken
 * before is passed over.
 */
@Component
public final class DecisionService implements DisposableBean {

    private static final int WRITERS = 2;
    private static final int MAX_BATCH = 64;

    /** A change that no message asked for: an API call, a time that has come. */
    @FunctionalInterface
    public interface Work<T> {
        T run(Effects effects);
    }

    /** What is to be done when the transaction has committed. */
    private record Done<T>(T result, List<QueuedDelivery> queued, List<Acceptance> entered) {
    }

    private final TransactionTemplate transaction;
    private final Settlements settlements;
    private final Outbox outbox;
    private final Ledger ledger;
    private final WorkDispatcher dispatcher;
    private final Clock clock;
    private final Map<String, FactHandler> handlers = new LinkedHashMap<>();
    private final GroupCommit<CanonicalMessage, Void> writer;

    /** Fails if two handlers claim the same type. */
    public DecisionService(TransactionTemplate transaction, Settlements settlements, Outbox outbox,
                           Ledger ledger, WorkDispatcher dispatcher, Clock clock, List<FactHandler> handlers) {
        this.transaction = transaction;
        this.settlements = settlements;
        this.outbox = outbox;
        this.ledger = ledger;
        this.dispatcher = dispatcher;
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
    public void decide(CanonicalMessage fact) {
        writer.submit(fact);
    }

    /** Runs the work in one transaction; what it emits and enters goes on its way after the commit. */
    public <T> T transact(Work<T> work) {
        return commit(work);
    }

    private <T> T commit(Work<T> work) {
        Done<T> done = transaction.execute(status -> {
            var effects = new Effects();
            T result = work.run(effects);
            return new Done<>(result, outbox.write(effects.events()), ledger.accept(effects.messages()));
        });
        dispatcher.deliveries(done.queued());
        done.entered().stream().filter(accepted -> !accepted.duplicate())
                .forEach(accepted -> dispatcher.message(accepted.id(), accepted.source()));
        return done.result();
    }

    private List<Void> write(List<CanonicalMessage> batch) {
        Instant now = clock.instant();
        return commit(effects -> {
            decide(batch, effects, now);
            return Collections.nCopies(batch.size(), null);
        });
    }

    private void decide(List<CanonicalMessage> batch, Effects effects, Instant now) {
        Set<UUID> open = settlements.take(batch.stream().map(CanonicalMessage::messageId).toList());
        Map<String, List<CanonicalMessage>> byType = new LinkedHashMap<>();
        for (CanonicalMessage fact : batch) {
            if (open.remove(fact.messageId())) {
                byType.computeIfAbsent(fact.type(), type -> new ArrayList<>()).add(fact);
            }
        }
        List<Settlement> settled = new ArrayList<>();
        for (Map.Entry<String, List<CanonicalMessage>> entry : byType.entrySet()) {
            List<CanonicalMessage> facts = entry.getValue();
            List<FactDecision> decisions = handlers.get(entry.getKey()).decide(facts, now);
            for (int i = 0; i < facts.size(); i++) {
                settled.add(settlement(facts.get(i), decisions.get(i), now));
                effects.emit(decisions.get(i).events());
                decisions.get(i).messages().forEach(effects::enter);
            }
        }
        settlements.record(settled);
    }

    private static Settlement settlement(CanonicalMessage fact, FactDecision decision, Instant now) {
        List<BusinessKey> keys = new ArrayList<>(fact.keys());
        keys.addAll(decision.keys());
        if (decision.caseNumber() != null) {
            keys.add(new BusinessKey("rma", decision.caseNumber()));
        }
        return new Settlement(fact.messageId(), fact.orgId(), fact.source(), decision.state(), decision.reason(),
                decision.path(), decision.caseNumber(), now, fact.stages(), keys);
    }

    @Override
    public void destroy() {
        writer.close();
    }
}
