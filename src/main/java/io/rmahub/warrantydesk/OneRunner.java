package io.rmahub.warrantydesk;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.function.IntSupplier;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Lets one hub at a time do a timer's work; the lock ends with the connection, so a crash frees it. */
@Component
final class OneRunner {

    private final JdbcTemplate jdbc;

    OneRunner(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Runs the work unless another hub does; returns what the work did, or 0. */
    int alone(String name, IntSupplier work) {
        Integer done = jdbc.execute((ConnectionCallback<Integer>) connection -> {
            try (PreparedStatement lock = connection.prepareStatement(
                    "select pg_try_advisory_lock(hashtextextended(?, 1))")) {
                lock.setString(1, name);
                try (ResultSet row = lock.executeQuery()) {
                    row.next();
                    if (!row.getBoolean(1)) {
                        return 0;
                    }
                }
            }
            try {
                return work.getAsInt();
            } finally {
                try (PreparedStatement unlock = connection.prepareStatement(
                        "select pg_advisory_unlock(hashtextextended(?, 1))")) {
                    unlock.setString(1, name);
                    unlock.execute();
                }
            }
        });
        return done == null ? 0 : done;
    }
}
