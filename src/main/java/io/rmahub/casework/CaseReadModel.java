package io.rmahub.casework;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Cases for the API. */
@Component
public final class CaseReadModel {

    private static final String LIST = """
            select * from rma_case
            where org_id = ? and id < ? and (?::text is null or external_ref = ?)
              and (?::text is null or serial_number = ?) and (?::text is null or number = ?)
            order by id desc limit ?""";

    private static final String ONE = "select * from rma_case where org_id = ? and (id::text = ? or number = ?)";

    private static final String EVENTS = """
            select actor_id, event, from_value, to_value, detail, at from rma_event
            where org_id = ? and case_id = ? order by id""";

    private static final String DECISION =
            "select explanation from decision where org_id = ? and id = ?";

    private static final UUID LAST = UUID.fromString("ffffffff-ffff-ffff-ffff-ffffffffffff");

    /** The seed's {@code RmaCase}, with what was decided about it. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record CaseView(UUID id, String orgId, String number, String externalRef, String customerId, String siteId,
                           String assetId, String siteCountry, String ticketId, String taskId, String status,
                           String resolutionType, String priority, String caseType, String reasonCode,
                           String faultDescription, List<String> faultCodes, String reportedBy, String serialNumber,
                           String productSku, String team, boolean visitNeeded, Instant openedAt, Instant dueAt,
                           Instant closedAt, String warrantyOutcome, UUID decisionId, UUID messageId,
                           @JsonRawValue String ticket, @JsonRawValue String warnings) {
    }

    /** One line of the timeline. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record EventView(Instant at, String actorId, String event, String fromValue, String toValue,
                            @JsonRawValue String detail) {
    }

    /** A case with its events and the explanation of the decision that opened it. */
    public record CaseDetail(CaseView rmaCase, List<EventView> events, String explanation) {
    }

    private final JdbcTemplate jdbc;

    public CaseReadModel(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Newest first; {@code before} is the id of the last case of the page before, or null. */
    public List<CaseView> list(String orgId, String externalRef, String serialNumber, String number, UUID before,
                               int limit) {
        return jdbc.query(LIST, CaseReadModel::view, orgId, before == null ? LAST : before, externalRef, externalRef,
                serialNumber, serialNumber, number, number, limit);
    }

    /** By id or number. */
    public Optional<CaseDetail> get(String orgId, String idOrNumber) {
        return jdbc.query(ONE, CaseReadModel::view, orgId, idOrNumber, idOrNumber).stream().findFirst()
                .map(found -> new CaseDetail(found, events(orgId, found.id()),
                        jdbc.queryForList(DECISION, String.class, orgId, found.decisionId()).stream()
                                .findFirst().orElse("{}")));
    }

    private List<EventView> events(String orgId, UUID caseId) {
        return jdbc.query(EVENTS, (row, number) -> new EventView(instant(row, "at"), row.getString("actor_id"),
                row.getString("event"), row.getString("from_value"), row.getString("to_value"),
                row.getString("detail")), orgId, caseId);
    }

    private static CaseView view(ResultSet row, int index) throws SQLException {
        return new CaseView(row.getObject("id", UUID.class), row.getString("org_id"), row.getString("number"),
                row.getString("external_ref"), row.getString("customer_id"), row.getString("site_id"),
                row.getString("asset_id"), row.getString("site_country"), row.getString("ticket_id"),
                row.getString("task_id"), row.getString("status"), row.getString("resolution_type"),
                row.getString("priority"), row.getString("case_type"), row.getString("reason_code"),
                row.getString("fault_description"), List.of((String[]) row.getArray("fault_codes").getArray()),
                row.getString("reported_by"), row.getString("serial_number"), row.getString("product_sku"),
                row.getString("team"), row.getBoolean("visit_needed"), instant(row, "opened_at"),
                instant(row, "due_at"), instant(row, "closed_at"), row.getString("warranty_outcome"),
                row.getObject("decision_id", UUID.class), row.getObject("message_id", UUID.class),
                row.getString("ticket"), row.getString("warnings"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
