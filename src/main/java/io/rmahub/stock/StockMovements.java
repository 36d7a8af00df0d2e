package io.rmahub.stock;

import com.fasterxml.jackson.databind.JsonNode;
import io.rmahub.engine.delivery.DomainEvent;
import io.rmahub.engine.jdbc.Sql;
import io.rmahub.engine.jdbc.SqlArray;
import io.rmahub.engine.jdbc.UnnestBatch;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Records movements of parts in the transaction that sends them to the stock system. */
@Component
public final class StockMovements {

    private static final Map<String, String> DIRECTIONS =
            Map.of("rma.part-used.v1", "OUT", "rma.part-returned.v1", "IN");

    private static final String INSERT = """
            insert into stock_movement (id, org_id, sku, warehouse, direction, qty, serial_number, part_id, case_id,
                                        case_number, at, cause_id, recorded_at)
            select * from unnest(?::uuid[], ?::text[], ?::text[], ?::text[], ?::text[], ?::integer[], ?::text[],
                                 ?::uuid[], ?::uuid[], ?::text[], ?::timestamptz[], ?::uuid[], ?::timestamptz[])""";

    /** Locked in one order: answers are compared with the same rows meanwhile. */
    private static final String ACCEPTED = """
            with held as (select id from stock_movement where id = any (?) order by id for update)
            update stock_movement m set accepted_at = ? from held where m.id = held.id""";

    private final JdbcTemplate jdbc;

    public StockMovements(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Records the movements among the events; of anything else nothing is written. */
    public void keep(List<DomainEvent> events) {
        UnnestBatch.of(events.stream().filter(event -> DIRECTIONS.containsKey(event.type())).toList())
                .add("uuid", DomainEvent::id).add("text", DomainEvent::orgId)
                .add("text", event -> part(event).path("productId").asText())
                .add("text", event -> part(event).path("warehouseCode").asText())
                .add("text", event -> DIRECTIONS.get(event.type()))
                .add("integer", event -> part(event).path("qty").asInt())
                .add("text", event -> part(event).path("serialNumber").asText(null))
                .add("uuid", event -> UUID.fromString(part(event).path("id").asText()))
                .add("uuid", DomainEvent::lineId).add("text", DomainEvent::subject)
                .add("timestamptz", event -> Instant.parse(part(event).path("at").asText()))
                .add("uuid", DomainEvent::causeId).add("timestamptz", DomainEvent::at)
                .update(jdbc, INSERT);
    }

    private static JsonNode part(DomainEvent event) {
        return event.payload().path("data").path("part");
    }

    /** The stock system took these movements. */
    void accepted(List<UUID> ids, Instant now) {
        jdbc.update(ACCEPTED, SqlArray.of("uuid", ids), Sql.at(now));
    }
}
