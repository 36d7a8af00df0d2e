package io.rmahub.casework;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.f4b6a3.uuid.UuidCreator;
import io.rmahub.casework.CaseStore.Opening;
import io.rmahub.casework.CaseStore.Ref;
import io.rmahub.delivery.DomainEvent;
import io.rmahub.delivery.HandOver;
import io.rmahub.delivery.Outbox;
import io.rmahub.delivery.QueuedDelivery;
import io.rmahub.ledger.BusinessKey;
import io.rmahub.ledger.GroupCommit;
import io.rmahub.ledger.MessageState;
import io.rmahub.ledger.Settlement;
import io.rmahub.ledger.Settlements;
import io.rmahub.mapping.CanonicalMessages;
import io.rmahub.rma.CaseOpening;
import io.rmahub.rma.RmaCase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.Year;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Opens cases. One transaction takes the message out of the work list, writes the case, its events, the decision
 * and the outbox, and accounts for the message: a crash leaves all of it or nothing.
 */
@Component
public final class CaseDesk implements DisposableBean {

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final Settlements settlements;
    private final CaseStore store;
    private final CaseNumbers numbers;
    private final CaseOpening opening;
    private final Outbox outbox;
    private final HandOver handOver;
    private final Clock clock;
    private final GroupCommit<Report, Void> writer;

    public CaseDesk(JdbcTemplate jdbc, TransactionTemplate transaction, Settlements settlements, CaseStore store,
                    CaseNumbers numbers, CaseOpening opening, Outbox outbox,
                    HandOver handOver, Clock clock) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.settlements = settlements;
        this.store = store;
        this.numbers = numbers;
        this.opening = opening;
        this.outbox = outbox;
        this.handOver = handOver;
        this.clock = clock;
        this.writer = new GroupCommit<>("case", 2, 64, this::write);
    }

    /** Returns when the decision is committed; does nothing for a message that is accounted for already. */
    public void open(Report report) {
        writer.submit(report);
    }

    private List<Void> write(List<Report> batch) {
        Instant now = clock.instant();
        Year year = Year.from(now.atOffset(ZoneOffset.UTC));
        List<Numbered> numbered = batch.stream()
                .map(report -> new Numbered(report, numbers.next(report.orgId(), year))).toList();
        List<QueuedDelivery> queued = transaction.execute(status -> jdbc.execute(
                (ConnectionCallback<List<QueuedDelivery>>) connection -> decide(connection, numbered, now)));
        handOver.deliveries(queued);
        return Collections.nCopies(batch.size(), null);
    }

    /** A report and the number its case gets, if it gets one. */
    private record Numbered(Report report, String number) {

        Ref ref() {
            return new Ref(report.orgId(), report.request().externalRef());
        }
    }

    private List<QueuedDelivery> decide(Connection connection, List<Numbered> batch, Instant now) throws SQLException {
        Set<UUID> open = settlements.take(connection, batch.stream().map(n -> n.report().messageId()).toList());
        List<Numbered> todo = batch.stream().filter(n -> open.contains(n.report().messageId())).toList();
        Map<Ref, String> existing = store.numbers(connection, todo.stream().map(Numbered::ref).toList());
        List<Opening> openings = new ArrayList<>();
        List<Settlement> settled = new ArrayList<>();
        for (Numbered numbered : todo) {
            String number = existing.putIfAbsent(numbered.ref(), numbered.number());
            if (number == null) {
                openings.add(opening(numbered, now));
                settled.add(processed(numbered, now));
            } else {
                settled.add(alreadyOpen(numbered.report(), number, now));
            }
        }
        store.insert(connection, openings);
        settlements.record(connection, settled);
        return outbox.write(connection, openings.stream().map(CaseDesk::opened).toList());
    }

    private static DomainEvent opened(Opening opening) {
        UUID id = UuidCreator.getTimeOrderedEpochPlus1();
        ObjectNode event = CanonicalMessages.caseOpened(id, opening.opened());
        RmaCase rmaCase = opening.rmaCase();
        return new DomainEvent(id, rmaCase.orgId(), event.path("type").asText(), rmaCase.id(), rmaCase.number(),
                opening.messageId(), rmaCase.openedAt(), event);
    }

    private Opening opening(Numbered numbered, Instant now) {
        var identity = new CaseOpening.Identity(numbered.report().orgId(), UuidCreator.getTimeOrderedEpochPlus1(),
                UuidCreator.getTimeOrderedEpochPlus1(), numbered.number());
        return new Opening(numbered.report().messageId(),
                opening.open(numbered.report().request(), identity, numbered.report().product(), now));
    }

    private static Settlement processed(Numbered numbered, Instant now) {
        return settlement(numbered.report(), MessageState.PROCESSED, "case opened", numbered.number(), now);
    }

    private static Settlement alreadyOpen(Report report, String number, Instant now) {
        return settlement(report, MessageState.IGNORED,
                report.request().externalRef() + " already has case " + number, number, now);
    }

    private static Settlement settlement(Report report, MessageState state, String reason, String number, Instant now) {
        List<BusinessKey> keys = new ArrayList<>(report.keys());
        keys.add(new BusinessKey("rma", number));
        return new Settlement(report.messageId(), report.orgId(), report.source(), state, reason, null, number, now,
                report.stages(), keys);
    }

    @Override
    public void destroy() {
        writer.close();
    }
}
