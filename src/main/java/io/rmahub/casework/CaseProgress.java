package io.rmahub.casework;

import com.github.f4b6a3.uuid.UuidCreator;
import io.rmahub.delivery.DomainEvent;
import io.rmahub.ledger.Columns;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;

/** Brings facts from elsewhere to the cases that they concern, inside the transaction that learnt them. */
@Component
public final class CaseProgress {

    private static final String EVENTS = """
            insert into rma_event (id, org_id, case_id, actor_id, event, from_value, to_value, detail, message_id, at)
            select id, org_id, case_id, actor_id, event, null, to_value, detail, message_id, at
            from unnest(?::uuid[], ?::text[], ?::uuid[], ?::text[], ?::text[], ?::text[], ?::text[], ?::uuid[],
                        ?::timestamptz[])
                 as t(id, org_id, case_id, actor_id, event, to_value, detail, message_id, at)""";

    /**
     * Writes the facts to the timelines of their cases and does what follows from them.
     *
     * @return what other systems are to be told
     */
    public List<DomainEvent> apply(Connection connection, List<CaseFact> facts, Instant now) throws SQLException {
        Columns.of(facts)
                .add("uuid", fact -> UuidCreator.getTimeOrderedEpochPlus1()).add("text", CaseFact::orgId)
                .add("uuid", CaseFact::caseId).add("text", CaseFact::actor).add("text", CaseFact::kind)
                .add("text", CaseFact::toValue).add("text", fact -> fact.detail().toString())
                .add("uuid", CaseFact::causeId).add("timestamptz", CaseFact::occurredAt)
                .update(connection, EVENTS);
        return List.of();
    }
}
