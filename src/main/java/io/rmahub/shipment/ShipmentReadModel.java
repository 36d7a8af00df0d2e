package io.rmahub.shipment;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.rmahub.engine.jdbc.Sql;
import io.rmahub.shipment.model.TrackingEvent;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
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

    /** The seed's {@code RmaShipment} with all that is known of it. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ShipmentView(UUID id, UUID rmaCaseId, String caseNumber, String carrier, String trackingNumber,
                               String docket, String direction, String from, String to, Instant shippedAt,
                               Instant expectedAt, Instant deliveredAt, String state, String reason, Instant stateAt,
                               String place, List<String> numbers, String createdBy, Instant createdAt,
                               List<EventView> events) {
    }

    /**
     * One thing that happened to it, in the order in which things happened.
     *
     * @param at     with the original offset
     * @param source who told it first
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record EventView(String status, String reason, String at, Boolean dateOnly, Boolean zoneAssumed,
                            String code, String text, Boolean toSender, String city, String postalCode,
                            String country, String place, String source, UUID messageId) {
    }

    private final JdbcTemplate jdbc;

    public ShipmentReadModel(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** In the order in which they became known. */
    public List<ShipmentView> ofCase(String orgId, UUID caseId) {
        Map<UUID, List<EventView>> events = new HashMap<>();
        jdbc.query(EVENTS, row -> {
            events.computeIfAbsent(row.getObject("shipment_id", UUID.class), id -> new ArrayList<>()).add(event(row));
        }, orgId, caseId);
        return jdbc.query(OF_CASE, (row, number) -> view(row, events), orgId, caseId);
    }

    private static ShipmentView view(ResultSet row, Map<UUID, List<EventView>> events) throws SQLException {
        UUID id = row.getObject("id", UUID.class);
        return new ShipmentView(id, row.getObject("rma_case_id", UUID.class), row.getString("case_number"),
                row.getString("carrier"), row.getString("tracking_number"), row.getString("docket"),
                row.getString("direction"), row.getString("place_from"), row.getString("place_to"),
                Sql.instant(row, "shipped_at"), Sql.instant(row, "expected_at"), Sql.instant(row, "delivered_at"),
                row.getString("state"), row.getString("reason"), Sql.instant(row, "state_at"), row.getString("place"),
                List.of((String[]) row.getArray("numbers").getArray()), row.getString("created_by"),
                Sql.instant(row, "created_at"), events.getOrDefault(id, List.of()));
    }

    private static EventView event(ResultSet row) throws SQLException {
        TrackingEvent event = ShipmentStore.event(row);
        return new EventView(event.status().name(), event.reason() == null ? null : event.reason().name(),
                event.at().format(DateTimeFormatter.ISO_OFFSET_DATE_TIME),
                flag(event.dateOnly()), flag(event.zoneAssumed()), event.code(), event.text(), flag(event.toSender()),
                row.getString("city"), row.getString("postal_code"), row.getString("country"),
                row.getString("place_name"), row.getString("source"), row.getObject("message_id", UUID.class));
    }

    private static Boolean flag(boolean value) {
        return value ? true : null;
    }
}
