package io.rmahub.shipment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.f4b6a3.uuid.UuidCreator;
import io.rmahub.engine.jdbc.UnnestBatch;
import io.rmahub.shipment.model.TrackingEvent;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Events of parcels that are not known yet; they wait here until the parcel becomes known. */
@Component
final class UnmatchedTrackingStore {

    private static final String INSERT = """
            insert into parked_tracking (id, org_id, carrier, number, numbered, identity, event, source, message_id,
                                         parked_at)
            select * from unnest(?::uuid[], ?::text[], ?::text[], ?::text[], ?::boolean[], ?::text[], ?::text[],
                                 ?::text[], ?::uuid[], ?::timestamptz[])
            on conflict (org_id, number, carrier, identity) do nothing
            returning message_id""";

    /** Also for events that were kept before: a repeat may name one more number of the parcel. */
    private static final String INSERT_NUMBERS = """
            insert into parked_number (org_id, number, parked_id)
            select distinct w.org_id, w.other, p.id
            from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
                 as w(org_id, number, carrier, identity, other)
            join parked_tracking p on p.org_id = w.org_id and p.number = w.number and p.carrier = w.carrier
                                  and p.identity = w.identity
            on conflict do nothing""";

    /** Two parcels may share a number beside their own (that of a consignment): it does not make them one. */
    private static final String TAKE_OUT = """
            with hit as (
                select distinct n.parked_id, w.shipment_id
                from unnest(?::text[], ?::text[], ?::uuid[], ?::boolean[]) as w(org_id, number, shipment_id, own)
                join parked_number n on n.org_id = w.org_id and n.number = w.number
                join parked_tracking p on p.id = n.parked_id
                where w.own or not p.numbered or n.number = p.number),
            gone as (
                delete from parked_tracking where id in (select parked_id from hit)
                returning id, event, source, message_id)
            select h.shipment_id, g.event, g.source, g.message_id,
                   array(select n.number from parked_number n where n.parked_id = g.id) as numbers
            from gone g join hit h on h.parked_id = g.id""";

    /**
     * One event of a parcel that is not known.
     *
     * @param numbers  of the parcel; the first is its tracking number if it is {@code numbered}
     */
    record UnmatchedEvent(String orgId, String carrier, List<String> numbers, boolean numbered, TrackingEvent event,
                          String source, UUID messageId) {

        private String number() {
            return numbers.get(0);
        }

        /** What tells two of them apart. */
        private String key() {
            return String.join("\n", orgId, number(), carrier, event.identity());
        }
    }

    private record NumberRow(UnmatchedEvent event, String other) {
    }

    /**
     * A number of a shipment, under which events may have been kept.
     *
     * @param own the number is its tracking number
     */
    record NumberOfShipment(String orgId, String number, UUID shipmentId, boolean own) {
    }

    /** An event that was kept, and the shipment that it belongs to. */
    record MatchedEvent(UUID shipmentId, TrackingEvent event, String source, UUID messageId, Set<String> numbers) {
    }

    private final JdbcTemplate jdbc;
    private final ObjectMapper json;

    UnmatchedTrackingStore(JdbcTemplate jdbc, ObjectMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** Returns the message of each event that was not there before. */
    List<UUID> save(List<UnmatchedEvent> events, Instant now) {
        if (events.isEmpty()) {
            return List.of();
        }
        Set<String> seen = new HashSet<>();
        // In one order, so that two hubs that save the same wait for each other instead of blocking each other.
        List<UnmatchedEvent> distinct = events.stream().filter(event -> seen.add(event.key()))
                .sorted(Comparator.comparing(UnmatchedEvent::key)).toList();
        List<UUID> saved = UnnestBatch.of(distinct)
                .add("uuid", e -> UuidCreator.getTimeOrderedEpochPlus1()).add("text", UnmatchedEvent::orgId)
                .add("text", UnmatchedEvent::carrier).add("text", UnmatchedEvent::number)
                .add("boolean", UnmatchedEvent::numbered)
                .add("text", e -> e.event().identity()).add("text", e -> TrackingEventJson.write(e.event()).toString())
                .add("text", UnmatchedEvent::source).add("uuid", UnmatchedEvent::messageId)
                .add("timestamptz", e -> now)
                .query(jdbc, INSERT, (row, n) -> row.getObject(1, UUID.class));
        UnnestBatch.of(events.stream().flatMap(e -> e.numbers().stream()
                        .map(other -> new NumberRow(e, other))).toList())
                .add("text", r -> r.event().orgId()).add("text", r -> r.event().number())
                .add("text", r -> r.event().carrier()).add("text", r -> r.event().event().identity())
                .add("text", NumberRow::other)
                .update(jdbc, INSERT_NUMBERS);
        return saved;
    }

    /** Takes out what is kept under these numbers. */
    List<MatchedEvent> takeOut(Collection<NumberOfShipment> numbers) {
        return UnnestBatch.of(List.copyOf(numbers)).add("text", NumberOfShipment::orgId)
                .add("text", NumberOfShipment::number).add("uuid", NumberOfShipment::shipmentId)
                .add("boolean", NumberOfShipment::own)
                .query(jdbc, TAKE_OUT, (row, n) -> new MatchedEvent(row.getObject(1, UUID.class),
                event(row.getString(2)),
                        row.getString(3), row.getObject(4, UUID.class),
                        Set.of((String[]) row.getArray(5).getArray())));
    }

    private TrackingEvent event(String text) {
        try {
            return TrackingEventJson.read(json.readTree(text));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
