package io.rmahub.engine.delivery;

import com.github.f4b6a3.uuid.UuidCreator;
import io.rmahub.engine.jdbc.UnnestBatch;
import io.rmahub.engine.settings.HubSettings;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Writes events and one delivery for each subscribed target, in the transaction that decided them. */
@Component
public final class Outbox {

    /** A delivery that is its line's head may go out at once; others wait behind the open one. */
    private static final String DELIVERIES = """
            insert into delivery (id, org_id, event_id, message_id, target, line_id, subject, type, status,
                                  next_attempt_at, created_at)
            select id, org_id, event_id, message_id, target, line_id, subject, type,
                   case when head then 'QUEUED' else 'PENDING' end,
                   case when head then at + ?::interval end, at
            from (select t.*, rank = 1 and not exists (
                             select 1 from delivery d where d.target = t.target and d.line_id = t.line_id) as head
                  from unnest(?::uuid[], ?::text[], ?::uuid[], ?::uuid[], ?::text[], ?::uuid[], ?::text[], ?::text[],
                              ?::timestamptz[], ?::integer[])
                       as t(id, org_id, event_id, message_id, target, line_id, subject, type, at, rank)
                  order by t.id) as planned
            returning id, event_id, target, status""";

    private static final String EVENTS = """
            insert into outbox_event (id, org_id, aggregatetype, aggregateid, type, payload, message_id, created_at)
            select * from unnest(?::uuid[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::uuid[],
                                 ?::timestamptz[])""";

    private record Planned(UUID id, DomainEvent event, String target, int rankInLine) {
    }

    private final JdbcTemplate jdbc;
    private final Subscriptions subscriptions;
    private final EventPayloadCache payloads;
    private final HubSettings settings;
    private final Clock clock;

    public Outbox(JdbcTemplate jdbc, Subscriptions subscriptions, EventPayloadCache payloads, HubSettings settings,
                  Clock clock) {
        this.jdbc = jdbc;
        this.subscriptions = subscriptions;
        this.payloads = payloads;
        this.settings = settings;
        this.clock = clock;
    }

    /** Returns what may be handed to the broker once the transaction has committed. */
    public List<QueuedDelivery> write(List<DomainEvent> events) {
        UnnestBatch.of(events)
                .add("uuid", DomainEvent::id).add("text", DomainEvent::orgId).add("text", DomainEvent::aggregateType)
                .add("text", DomainEvent::subject).add("text", DomainEvent::type)
                .add("text", event -> payloads.remember(event))
                .add("uuid", DomainEvent::causeId).add("timestamptz", DomainEvent::at)
                .update(jdbc, EVENTS);
        return insert(plan(events));
    }

    private List<Planned> plan(List<DomainEvent> events) {
        List<Planned> planned = new ArrayList<>();
        Map<String, Integer> lines = new HashMap<>();
        for (DomainEvent event : events) {
            for (String target : subscriptions.targetsOf(event)) {
                int rank = lines.merge(target + " " + event.lineId(), 1, Integer::sum);
                planned.add(new Planned(UuidCreator.getTimeOrderedEpochPlus1(), event, target, rank));
            }
        }
        return planned;
    }

    private List<QueuedDelivery> insert(List<Planned> planned) {
        Instant now = clock.instant();
        return UnnestBatch.of(planned)
                .add("uuid", Planned::id).add("text", p -> p.event().orgId()).add("uuid", p -> p.event().id())
                .add("uuid", p -> p.event().causeId()).add("text", Planned::target)
                .add("uuid", p -> p.event().lineId()).add("text", p -> p.event().subject())
                .add("text", p -> p.event().type()).add("timestamptz", p -> now)
                .add("integer", Planned::rankInLine)
                .query(jdbc, DELIVERIES, (row, n) -> "QUEUED".equals(row.getString("status"))
                                ? new QueuedDelivery(row.getObject("id", UUID.class), row.getString("target"), 0)
                                : null,
                        settings.delivery().queueLease().toString()).stream()
                .filter(Objects::nonNull).toList();
    }
}
