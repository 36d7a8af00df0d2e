package io.rmahub.stock.api;

import io.rmahub.engine.jdbc.Sql;
import io.rmahub.stock.api.StockPlaceView.ReportedStock;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Parts by warehouse, and where the stock system says otherwise, for the API. */
@Component
final class StockReadModel {

    private static final String STOCK = """
            select u.sku, u.warehouse, u.used, u.returned, greatest(u.last_at, p.moved_at) as last_at, p.asked_at,
                   p.reported_at, p.as_of, p.on_hand, p.message_id,
                   (select count(*) from stock_difference d
                    where d.place_id = p.id and d.closed_at is null) as differences
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

    private final JdbcTemplate jdbc;

    StockReadModel(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * What cases used and returned, in the order of SKU and warehouse.
     *
     * @param sku       the only one that is wanted, or null
     * @param warehouse the only one that is wanted, or null
     * @param after     the last of the page before, or null
     */
    List<StockPlaceView> places(String orgId, String sku, String warehouse, StockCursor after, int limit) {
        String afterSku = after == null ? null : after.sku();
        return jdbc.query(STOCK, StockReadModel::place, orgId, sku, sku, warehouse, warehouse, afterSku, afterSku,
                after == null ? null : after.warehouse(), limit);
    }

    private static StockPlaceView place(ResultSet row, int number) throws SQLException {
        Instant reportedAt = Sql.instant(row, "reported_at");
        ReportedStock reported = reportedAt == null ? null : new ReportedStock(reportedAt, Sql.instant(row, "as_of"),
                row.getObject("message_id", UUID.class), row.getObject("on_hand", Long.class));
        return new StockPlaceView(row.getString("sku"), row.getString("warehouse"), row.getLong("used"),
                row.getLong("returned"), Sql.instant(row, "last_at"), Sql.instant(row, "asked_at"), reported,
                row.getLong("differences"));
    }

    /**
     * Newest first.
     *
     * @param open   whether the open ones are wanted or the closed ones; null for all
     * @param before the last of the page before, or null
     */
    List<StockDifferenceView> differences(String orgId, Boolean open, UUID before, int limit) {
        return jdbc.query(DIFFERENCES, StockReadModel::difference, orgId, open, open, before, before, limit);
    }

    private static StockDifferenceView difference(ResultSet row, int number) throws SQLException {
        Instant closedAt = Sql.instant(row, "closed_at");
        return new StockDifferenceView(row.getObject("id", UUID.class), row.getString("kind"), row.getString("sku"),
                row.getString("warehouse"), row.getString("movement_id"), row.getString("case_number"),
                row.getObject("told", Integer.class), row.getObject("booked", Integer.class),
                closedAt == null ? "open" : "closed", Sql.instant(row, "opened_at"),
                row.getObject("opened_by", UUID.class), closedAt, row.getObject("closed_by", UUID.class));
    }
}
