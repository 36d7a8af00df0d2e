package io.rmahub.engine.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.JdbcTemplate;

/** Small help for statements inside somebody else's transaction. */
public final class Sql {

    private Sql() {
    }

    /** Another transaction that locks the same words waits until this one has ended. */
    public static void lock(JdbcTemplate sql, String... words) {
        sql.query("select pg_advisory_xact_lock(hashtextextended(?, 0))", row -> { }, String.join("\u001f", words));
    }

    /** As parameter; the driver knows no {@code Instant}. */
    public static OffsetDateTime at(Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }

    public static Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
