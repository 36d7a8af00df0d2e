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

/** Events of parcels that are not known yet; they wait here until the parcel is. */
@Component
final class UnmatchedTrackingStore {

    private static final String PARK = """
            insert into parked_tracking (id, org_id, carrier, number, numbered, identity, event, source, message_id,
                                         parked_at)
            select * from unnest(?::uuid[], ?::text[], ?::text[], ?::text[], ?::boolean[], ?::text[], ?::text[],
                                 ?::text[], ?::uuid[], ?::timestamptz[])
            on conflict (org_id, number, carrier, identity) do nothing
            returning message_id""";

    /** Of those that were there already too: they may have got one more number. */
    private static final String PARK_NUMBERS = """
            insert into parked_number (org_id, number, parked_id)
            select distinct w.org_id, w.other, p.id
            from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
                 as w(org_id, number, carrier, identity, other)
            join parked_tracking p on p.org_id = w.org_id and p.number = w.number and p.carrier = w.carrier
                                  and p.identity = w.identity
            on conflict do nothing""";

    /** Two parcels may share a number beside their own (that of a consignment): it does not make them one. */
    private static final String CLAIM = """
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
     * One event to park.
     *
     * @param numbers  of the parcel; the first is its tracking number if it is {@code numbered}
     */
    record Stray(String orgId, String carrier, List<String> numbers, boolean numbered, TrackingEvent event,
                 String source, UUID messageId) {

        private String number() {
            return numbers.get(0);
        }

        private String place() {
            return String.join("\n", orgId, number(), carrier, event.identity());
        }
    }

    private record Row(Stray stray, String other) {
    }

    /**
     * A shipment that may have parked events under this number.
     *
     * @param own the number is its tracking number
     */
    record Wanted(String orgId, String number, UUID shipmentId, boolean own) {
    }

    /** An event that was parked, and the shipment that it belongs to. */
    record Found(UUID shipmentId, TrackingEvent event, String source, UUID messageId, Set<String> numbers) {
    }

    private final JdbcTemplate jdbc;
    private final ObjectMapper json;

    UnmatchedTrackingStore(JdbcTemplate jdbc, ObjectMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** Returns the message of each event that was not parked before. */
    List<UUID> park(List<Stray> strays, Instant now) {
        if (strays.isEmpty()) {
            return List.of();
        }
        Set<String> seen = new HashSet<>();
        // In one order, so that two hubs that park the same wait for each other instead of blocking each other.
        List<Stray> distinct = strays.stream().filter(stray -> seen.add(stray.place()))
                .sorted(Comparator.comparing(Stray::place)).toList();
        List<UUID> parked = UnnestBatch.of(distinct)
                .add("uuid", s -> UuidCreator.getTimeOrderedEpochPlus1()).add("text", Stray::orgId)
                .add("text", Stray::carrier).add("text", Stray::number).add("boolean", Stray::numbered)
                .add("text", s -> s.event().identity()).add("text", s -> TrackingEventJson.write(s.event()).toString())
                .add("text", Stray::source).add("uuid", Stray::messageId).add("timestamptz", s -> now)
                .query(jdbc, PARK, (row, n) -> row.getObject(1, UUID.class));
        UnnestBatch.of(strays.stream().flatMap(s -> s.numbers().stream().map(other -> new Row(s, other))).toList())
                .add("text", r -> r.stray().orgId()).add("text", r -> r.stray().number())
                .add("text", r -> r.stray().carrier()).add("text", r -> r.stray().event().identity())
                .add("text", Row::other)
                .update(jdbc, PARK_NUMBERS);
        return parked;
    }

    /** Takes out what is parked under these numbers. */
    List<Found> claim(Collection<Wanted> wanted) {
        return UnnestBatch.of(List.copyOf(wanted)).add("text", Wanted::orgId).add("text", Wanted::number)
                .add("uuid", Wanted::shipmentId).add("boolean", Wanted::own)
                .query(jdbc, CLAIM, (row, n) -> new Found(row.getObject(1, UUID.class), event(row.getString(2)),
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
