package io.rmahub.shipment.api;

import io.rmahub.engine.jdbc.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Shipments for the API. */
@Component
public final class ShipmentReadModel {

    private static final String OF_CASE = """
            select s.*, array(select n.number from shipment_number n where n.shipment_id = s.id order by 1) as numbers
            from rma_shipment s where s.org_id = ? and s.rma_case_id = ? order by s.id""";

    private static final String EVENTS = """
            select e.* from tracking_event e join rma_shipment s on s.id = e.shipment_id
            where s.org_id = ? and s.rma_case_id = ? order by e.at, e.id""";

    private final JdbcTemplate jdbc;

    public ShipmentReadModel(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** In the order in which they became known. */
    public List<ShipmentView> ofCase(String orgId, UUID caseId) {
        Map<UUID, List<TrackingEventView>> events = new HashMap<>();
        jdbc.query(EVENTS, row -> {
            events.computeIfAbsent(row.getObject("shipment_id", UUID.class), id -> new ArrayList<>())
                    .add(event(row, row.getRow()));
        }, orgId, caseId);
        return jdbc.query(OF_CASE, (row, number) -> view(row, events), orgId, caseId);
    }

    private static ShipmentView view(ResultSet row, Map<UUID, List<TrackingEventView>> events) throws SQLException {
        UUID id = row.getObject("id", UUID.class);
        return new ShipmentView(id, row.getObject("rma_case_id", UUID.class), row.getString("case_number"),
                row.getString("carrier"), row.getString("tracking_number"), row.getString("docket"),
                row.getString("direction"), row.getString("place_from"), row.getString("place_to"),
                Sql.instant(row, "shipped_at"), Sql.instant(row, "expected_at"), Sql.instant(row, "delivered_at"),
                row.getString("state"), row.getString("reason"), Sql.instant(row, "state_at"), row.getString("place"),
                List.of((String[]) row.getArray("numbers").getArray()), row.getString("created_by"),
                Sql.instant(row, "created_at"), events.getOrDefault(id, List.of()));
    }

    private static TrackingEventView event(ResultSet row, int number) throws SQLException {
        return new TrackingEventView(row.getString("status"), row.getString("reason"),
                OffsetDateTime.parse(row.getString("at_text")).format(DateTimeFormatter.ISO_OFFSET_DATE_TIME),
                flag(row.getBoolean("date_only")), flag(row.getBoolean("zone_assumed")), row.getString("code"),
                row.getString("text"), flag(row.getBoolean("to_sender")), row.getString("city"),
                row.getString("postal_code"), row.getString("country"), row.getString("place_name"),
                row.getString("source"), row.getObject("message_id", UUID.class));
    }

    private static Boolean flag(boolean value) {
        return value ? true : null;
    }
}
