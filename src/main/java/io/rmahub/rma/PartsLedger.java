package io.rmahub.rma;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.f4b6a3.uuid.UuidCreator;
import io.rmahub.engine.jdbc.UnnestBatch;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Every part that a case took from a warehouse, and what of it came back. A serial number is used once. */
@Component
final class PartsLedger {

    private static final String INSERT = """
            insert into rma_part_usage (id, org_id, rma_case_id, product_id, qty, serial_number, warehouse_code,
                                        used_at, used_by_user_id, cause_id)
            select * from unnest(?::uuid[], ?::text[], ?::uuid[], ?::text[], ?::integer[], ?::text[], ?::text[],
                                 ?::timestamptz[], ?::text[], ?::uuid[])
            on conflict (org_id, serial_number) where serial_number is not null and returned_qty = 0 do nothing""";

    private static final String USED_BY = """
            select c.number from rma_part_usage p join rma_case c on c.id = p.rma_case_id
            where p.org_id = ? and p.serial_number = ? and p.returned_qty = 0""";

    private static final String RETURN = """
            update rma_part_usage set returned_qty = returned_qty + ?, returned_at = ?::timestamptz
            where org_id = ? and rma_case_id = ? and id = ? and returned_qty + ? <= qty
            returning product_id, serial_number, warehouse_code""";

    /** The seed's {@code RmaPartUsage}. */
    record Part(UUID id, String productId, int qty, String serialNumber, String warehouseCode, Instant usedAt,
                String usedByUserId) {
    }

    private final JdbcTemplate jdbc;

    PartsLedger(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Writes the part to the ledger and tells the system that keeps the stock.
     *
     * @param event how the timeline calls it, or null if it has the line already
     * @return the number of the case that has this serial number, if one has
     */
    Optional<String> use(LockedCase lockedCase, Part part, String event, ChangeContext context) {
        CaseRow row = lockedCase.row;
        int written = UnnestBatch.of(List.of(part))
                .add("uuid", Part::id).add("text", p -> row.orgId).add("uuid", p -> row.id)
                .add("text", Part::productId).add("integer", Part::qty).add("text", Part::serialNumber)
                .add("text", Part::warehouseCode).add("timestamptz", Part::usedAt).add("text", Part::usedByUserId)
                .add("uuid", p -> context.causeId()).update(jdbc, INSERT);
        if (written == 0) {
            return Optional.of(holder(row.orgId, part.serialNumber()));
        }
        ObjectNode moved = moved(part.id(), part.productId(), part.qty(), part.serialNumber(), part.warehouseCode());
        if (event != null) {
            lockedCase.note(event, null, part.productId(), moved, context);
        }
        lockedCase.emit("rma.part-used.v1", "part", moved.deepCopy().put("at", part.usedAt().toString()), context);
        return Optional.empty();
    }

    /** A part that somebody else reports as used. What cannot be booked is said in the detail of the report. */
    void bookReported(LockedCase lockedCase, ObjectNode reported, ChangeContext context) {
        String product = text(reported, "productId", text(reported, "productSku", null));
        String serial = text(reported, "serialNumber", null);
        int qty = reported.path("qty").asInt(1);
        if (product == null && serial == null || qty < 1) {
            reported.put("effect", "not booked: neither product nor serial number is named, or no quantity");
            return;
        }
        Part part = new Part(UuidCreator.getTimeOrderedEpochPlus1(), product == null ? "UNKNOWN" : product,
                serial == null ? qty : 1, serial, text(reported, "warehouseCode", "UNKNOWN"), context.at(),
                context.actor());
        use(lockedCase, part, null, context).ifPresent(number ->
                reported.put("effect", "not booked: " + serial + " was used for " + number));
    }

    /** Books unused parts back. False if the case has not so many of them. */
    boolean giveBack(LockedCase lockedCase, UUID part, int qty, ChangeContext context) {
        List<ObjectNode> returned = jdbc.query(RETURN,
                (row, n) -> moved(part, row.getString(1), qty, row.getString(2), row.getString(3)),
                qty, context.at().toString(), lockedCase.row.orgId, lockedCase.row.id, part, qty);
        if (returned.isEmpty()) {
            return false;
        }
        ObjectNode moved = returned.get(0);
        lockedCase.note("part_returned", null, moved.path("productId").asText(), moved, context);
        lockedCase.emit("rma.part-returned.v1", "part", moved.deepCopy().put("at", context.at().toString()), context);
        return true;
    }

    private String holder(String orgId, String serial) {
        return jdbc.query(USED_BY, (row, n) -> row.getString(1), orgId, serial).stream().findFirst()
                .orElse("another case");
    }

    private static ObjectNode moved(UUID id, String product, int qty, String serial, String warehouse) {
        ObjectNode moved = JsonNodeFactory.instance.objectNode().put("id", id.toString()).put("productId", product)
                .put("qty", qty).put("warehouseCode", warehouse);
        return serial == null ? moved : moved.put("serialNumber", serial);
    }

    private static String text(JsonNode node, String field, String otherwise) {
        String text = node.path(field).asText("");
        return text.isBlank() ? otherwise : text;
    }
}
