package io.rmahub.shipment;

import io.rmahub.engine.web.RefusedException;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.stereotype.Component;

/** The cases that parcels belong to, as far as a parcel needs to know them. */
@Component
public final class ShipmentCases {

    private static final String FIND = """
            select id, number, closed_at is not null as closed, version from rma_case
            where org_id = ? and (id = ?::uuid or number = ?)""";

    private static final RowMapper<CaseOfShipment> ROW = (row, number) -> new CaseOfShipment(
            row.getObject("id", UUID.class), row.getString("number"), row.getBoolean("closed"), row.getInt("version"));

    private static final int UUID_LENGTH = 36;

    /** @param version what its entity tag is made of */
    public record CaseOfShipment(UUID id, String number, boolean closed, int version) {
    }

    private final JdbcTemplate jdbc;

    ShipmentCases(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * The case of this id or number.
     *
     * @throws RefusedException 404 if the organisation has none
     */
    public CaseOfShipment find(String orgId, String idOrNumber) {
        return find(FIND, orgId, idOrNumber);
    }

    /** The same, held until the transaction ends. */
    CaseOfShipment lock(String orgId, String idOrNumber) {
        return find(FIND + " for update", orgId, idOrNumber);
    }

    private CaseOfShipment find(String sql, String orgId, String idOrNumber) {
        return jdbc.query(sql, ROW, orgId, uuid(idOrNumber), idOrNumber).stream().findFirst()
                .orElseThrow(() -> RefusedException.notFound("There is no case " + idOrNumber));
    }

    private static UUID uuid(String text) {
        try {
            return text.length() == UUID_LENGTH ? UUID.fromString(text) : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
