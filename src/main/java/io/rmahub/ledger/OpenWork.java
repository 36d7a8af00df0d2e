package io.rmahub.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.postgresql.PGStatement;

/**
 * Statements on the lists of open work ({@code message_work}, {@code delivery}), which are empty now and hold
 * thousands of rows a second later. The plan that PostgreSQL keeps for a prepared statement was made when the list
 * was short, and reads a long one from end to end for each row until somebody analyses the table. So these are
 * planned each time, for the list as it is; a batch costs a fraction of a millisecond more.
 */
public final class OpenWork {

    private static final int NEVER = 0;

    private OpenWork() {
    }

    public static PreparedStatement prepare(Connection connection, String sql) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        statement.unwrap(PGStatement.class).setPrepareThreshold(NEVER);
        return statement;
    }
}
