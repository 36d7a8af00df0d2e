package io.rmahub.warranty;

import io.rmahub.engine.jdbc.Sql;
import io.rmahub.warranty.api.WarrantyDetail.Event;
import io.rmahub.warranty.api.WarrantyQuery;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Warranties for the API; every query is of one organisation. */
@Component
final class WarrantyReadModel {

    private static final String LIST = """
            select * from warranty_record
            where org_id = ? and id < ? and (?::text is null or serial = ?) and (?::text is null or customer_id = ?)
              and (?::text is null or product_family = ?) and (?::text is null or region = ?)
              and (?::text is null or tier = ?) and (?::date is null or expires_on <= ?::date)
              and (?::text is null or case ? when 'voided' then voided_at is not null
                                             when 'at-risk' then at_risk_until is not null
                                             when 'unknown' then cover_unknown is not null
                                             when 'standing' then voided_at is null end)
            order by id desc limit ?""";

    private static final String EVENTS = """
            select actor_id, event, from_value, to_value, detail, at from warranty_event
            where record_id = ? order by id""";

    private static final String SIMILAR = """
            select serial from warranty_record where org_id = ? and (upper(serial) = upper(?)
              or serial like ? || '%') order by serial limit 3""";

    private static final UUID LAST = UUID.fromString("ffffffff-ffff-ffff-ffff-ffffffffffff");
    private static final int SAME_BEGINNING = 8;

    private final JdbcTemplate jdbc;

    WarrantyReadModel(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Newest first. */
    List<WarrantyRecord> list(String orgId, WarrantyQuery query) {
        String tier = query.tier() == null ? null : query.tier().name();
        return jdbc.query(LIST, WarrantyRecord::of, orgId, query.cursor() == null ? LAST : query.cursor(),
                query.serialNumber(), query.serialNumber(), query.customerId(), query.customerId(),
                query.productFamily(), query.productFamily(), query.region(), query.region(), tier, tier,
                query.expiresBy(), query.expiresBy(), query.status(), query.status(), query.limit());
    }

    Optional<WarrantyRecord> bySerial(String orgId, String serial) {
        return jdbc.query("select * from warranty_record where org_id = ? and serial = ?", WarrantyRecord::of, orgId,
                serial).stream().findFirst();
    }

    /** Serial numbers that may have been meant. */
    List<String> similar(String orgId, String serial) {
        String beginning = serial.length() <= SAME_BEGINNING ? serial : serial.substring(0, serial.length() - 2);
        return jdbc.queryForList(SIMILAR, String.class, orgId, serial,
                beginning.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_"));
    }

    List<Event> events(UUID recordId) {
        return jdbc.query(EVENTS, (row, n) -> new Event(Sql.instant(row, "at"), row.getString("actor_id"),
                row.getString("event"), row.getString("from_value"), row.getString("to_value"),
                        row.getString("detail")),
                recordId);
    }
}
