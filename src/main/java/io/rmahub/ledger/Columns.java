package io.rmahub.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Turns rows into the column arrays that {@code unnest(?, ?, …)} takes, so that a batch of any size is the same
 * prepared statement.
 *
 * @param <T> a row
 */
public final class Columns<T> {

    private record Column<T>(String type, Function<T, ?> value) {
    }

    private final List<T> rows;
    private final List<Column<T>> columns = new ArrayList<>();

    private Columns(List<T> rows) {
        this.rows = rows;
    }

    public static <T> Columns<T> of(List<T> rows) {
        return new Columns<>(rows);
    }

    /** Adds a column; {@code type} is PostgreSQL's name of the element type. */
    public Columns<T> add(String type, Function<T, ?> value) {
        columns.add(new Column<>(type, value));
        return this;
    }

    /** Binds the columns to the statement's parameters, beginning at {@code first}; returns the next free index. */
    public int bind(PreparedStatement statement, int first) throws SQLException {
        Connection connection = statement.getConnection();
        int index = first;
        for (Column<T> column : columns) {
            Object[] values = new Object[rows.size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = plain(column.value().apply(rows.get(i)));
            }
            statement.setArray(index++, connection.createArrayOf(column.type(), narrow(column.type(), values)));
        }
        return index;
    }

    /** Runs an insert, update or delete whose parameters are just these columns. */
    public int update(Connection connection, String sql) throws SQLException {
        if (rows.isEmpty()) {
            return 0;
        }
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, 1);
            return statement.executeUpdate();
        }
    }

    /** As text with offset: a {@code Timestamp} would be written in the JVM's zone, ambiguous when clocks go back. */
    private static Object plain(Object value) {
        return value instanceof Instant ? value.toString() : value;
    }

    /** The driver writes {@code byte[][]} in binary, an {@code Object[]} of byte arrays not at all. */
    private static Object[] narrow(String type, Object[] values) {
        if (!"bytea".equals(type)) {
            return values;
        }
        byte[][] bytes = new byte[values.length][];
        System.arraycopy(values, 0, bytes, 0, values.length);
        return bytes;
    }
}
