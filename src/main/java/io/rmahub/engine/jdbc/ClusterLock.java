package io.rmahub.engine.jdbc;

import java.util.function.IntSupplier;
import org.springframework.dao.support.DataAccessUtils;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.stereotype.Component;

/** Lets one hub at a time do a job's work; the lock ends with the connection, so a crash frees it. */
@Component
public final class ClusterLock {

    private static final String TRY = "select pg_try_advisory_lock(hashtextextended(?, 1))";
    private static final String UNLOCK = "select pg_advisory_unlock(hashtextextended(?, 1))";

    private final JdbcTemplate jdbc;

    public ClusterLock(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Runs the work unless another hub does; returns what the work did, or 0. */
    public int runAlone(String name, IntSupplier work) {
        // The lock belongs to a session: taking and freeing it must go over one connection.
        Integer done = jdbc.execute((ConnectionCallback<Integer>) connection -> {
            JdbcTemplate session = new JdbcTemplate(new SingleConnectionDataSource(connection, true));
            if (!Boolean.TRUE.equals(DataAccessUtils.singleResult(session.queryForList(TRY, Boolean.class, name)))) {
                return 0;
            }
            try {
                return work.getAsInt();
            } finally {
                session.queryForList(UNLOCK, Boolean.class, name);
            }
        });
        return done == null ? 0 : done;
    }
}
