package io.rmahub.stock;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rmahub.engine.jdbc.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Parts by warehouse, and where Products says otherwise, for the API. */
@Component
public final class StockReadModel {

    private static final String STOCK = """
            select u.sku, u.warehouse, u.used, u.returned, greatest(u.last_at, p.moved_at) as last_at, p.asked_at,
                   p.reported_at, p.as_of, p.on_hand, p.message_id,
                   (select count(*) from stock_difference d where d.place_id = p.id and d.closed_at is null) as differences
            from (select org_id, product_id as sku, warehouse_code as warehouse, sum(qty) as used,
                         sum(returned_qty) as returned, max(greatest(used_at, returned_at)) as last_at
                  from rma_part_usage
                  where org_id = ? and (product_id = ? or ?::text is null) and (warehouse_code = ? or ?::text is null)
                    and (?::text is null or (product_id, warehouse_code) > (?, ?))
                  group by org_id, product_id, warehouse_code
                  order by product_id, warehouse_code limit ?) u
                 left join stock_place p on p.org_id = u.org_id and p.sku = u.sku and p.warehouse = u.warehouse
            order by u.sku, u.warehouse""";

    private static final String DIFFERENCES = """
            select id, sku, warehouse, kind, movement_id, case_number, told, booked, opened_at, opened_by, closed_at,
                   closed_by
            from stock_difference
            where org_id = ? and (?::boolean is null or (closed_at is null) = ?) and (?::uuid is null or id < ?)
            order by id desc limit ?""";

    /** A part in a warehouse by its names; where a page goes on. */
    public record Position(String sku, String warehouse) {
    }

    private final JdbcTemplate jdbc;
    private final ObjectMapper json;

    StockReadModel(JdbcTemplate jdbc, ObjectMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /**
     * What cases used and returned, in the order of SKU and warehouse.
     *
     * @param sku       the only one that is wanted, or null
     * @param warehouse the only one that is wanted, or null
     * @param after     the last of the page before, or null
     */
    public List<ObjectNode> stock(String orgId, String sku, String warehouse, Position after, int limit) {
        String afterSku = after == null ? null : after.sku();
        return jdbc.query(STOCK, this::place, orgId, sku, sku, warehouse, warehouse, afterSku, afterSku,
                after == null ? null : after.warehouse(), limit);
    }

    private ObjectNode place(ResultSet row, int index) throws SQLException {
        ObjectNode place = json.createObjectNode().put("sku", row.getString("sku"))
                .put("warehouse", row.getString("warehouse")).put("used", row.getLong("used"))
                .put("returned", row.getLong("returned"));
        put(place, "lastMovedAt", Sql.instant(row, "last_at"));
        put(place, "askedAt", Sql.instant(row, "asked_at"));
        Instant reported = Sql.instant(row, "reported_at");
        if (reported != null) {
            ObjectNode products = place.putObject("reported").put("at", reported.toString())
                    .put("asOf", Sql.instant(row, "as_of").toString()).put("messageId", row.getString("message_id"));
            Long onHand = row.getObject("on_hand", Long.class);
            if (onHand != null) {
                products.put("onHand", onHand);
            }
        }
        return place.put("openDifferences", row.getLong("differences"));
    }

    /**
     * Newest first.
     *
     * @param open   whether the open ones are wanted or the closed ones; null for all
     * @param before the last of the page before, or null
     */
    public List<ObjectNode> differences(String orgId, Boolean open, UUID before, int limit) {
        return jdbc.query(DIFFERENCES, this::difference, orgId, open, open, before, before, limit);
    }

    private ObjectNode difference(ResultSet row, int index) throws SQLException {
        ObjectNode difference = json.createObjectNode().put("id", row.getString("id"))
                .put("kind", row.getString("kind")).put("sku", row.getString("sku"))
                .put("warehouse", row.getString("warehouse")).put("movementId", row.getString("movement_id"));
        if (row.getString("case_number") != null) {
            difference.put("caseNumber", row.getString("case_number"));
        }
        for (String quantity : List.of("told", "booked")) {
            Integer given = row.getObject(quantity, Integer.class);
            if (given != null) {
                difference.put(quantity, given);
            }
        }
        boolean closed = Sql.instant(row, "closed_at") != null;
        difference.put("status", closed ? "closed" : "open");
        put(difference, "openedAt", Sql.instant(row, "opened_at"));
        difference.put("openedBy", row.getString("opened_by"));
        put(difference, "closedAt", Sql.instant(row, "closed_at"));
        return closed ? difference.put("closedBy", row.getString("closed_by")) : difference;
    }

    private static void put(ObjectNode node, String field, Instant at) {
        if (at != null) {
            node.put(field, at.toString());
        }
    }
}
