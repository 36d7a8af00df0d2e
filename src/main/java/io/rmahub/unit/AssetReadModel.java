package io.rmahub.unit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rmahub.engine.jdbc.Sql;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** What is known of the unit of a case, for the API. */
@Component
public final class AssetReadModel {

    private static final String ASSET = """
            select a.report, a.source, a.observed_at, a.message_id, a.recorded_at
            from rma_asset a join rma_case c on c.id = a.case_id and c.serial_number = a.serial_number
            where c.org_id = ? and c.id = ?""";

    private final JdbcTemplate jdbc;
    private final ObjectMapper json;

    AssetReadModel(JdbcTemplate jdbc, ObjectMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** Of the unit that the case is about now; empty until somebody has answered. */
    public Optional<ObjectNode> of(String orgId, UUID caseId) {
        return jdbc.query(ASSET, this::shown, orgId, caseId).stream().findFirst();
    }

    private ObjectNode shown(ResultSet row, int number) throws SQLException {
        try {
            return ((ObjectNode) json.readTree(row.getString("report"))).put("source", row.getString("source"))
                    .put("observedAt", Sql.instant(row, "observed_at").toString())
                    .put("recordedAt", Sql.instant(row, "recorded_at").toString())
                    .put("messageId", row.getString("message_id"));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
