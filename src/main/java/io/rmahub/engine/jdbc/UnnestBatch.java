package io.rmahub.engine.jdbc;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.RowMapper;

/**
 * Turns rows into the column arrays that {@code unnest(?, ?, …)} takes, so that a batch of any size is the same
 * prepared statement.
 *
 * @param <T> a row
 */
public final class UnnestBatch<T> {

    private record Column<T>(String type, Function<T, ?> value) {
    }

    private final List<T> rows;
    private final List<Column<T>> columns = new ArrayList<>();

    private UnnestBatch(List<T> rows) {
        this.rows = rows;
    }

    public static <T> UnnestBatch<T> of(List<T> rows) {
        return new UnnestBatch<>(rows);
    }

    /** Adds a column; {@code type} is PostgreSQL's name of the element type. */
    public UnnestBatch<T> add(String type, Function<T, ?> value) {
        columns.add(new Column<>(type, value));
        return this;
    }

    /**
     * Runs an insert, update or delete whose parameters are just these columns, in the transaction that is open if
     * one is; nothing is run for no rows.
     *
     * @return how many rows it changed
     */
    public int update(JdbcOperations jdbc, String sql) {
        return rows.isEmpty() ? 0 : jdbc.update(sql, statement -> bind(statement, 1));
    }

    /**
     * Runs a statement that returns rows; its last parameters are these columns.
     *
     * @param before what its parameters before the columns are
     */
    public <R> List<R> query(JdbcOperations jdbc, String sql, RowMapper<R> mapper, Object... before) {
        return rows.isEmpty() ? List.of() : jdbc.query(sql, statement -> {
            for (int i = 0; i < before.length; i++) {
                statement.setObject(i + 1, plain(before[i]));
            }
            bind(statement, before.length + 1);
        }, mapper);
    }

    /** Binds the columns to the statement's parameters, beginning at {@code first}; returns the next free index. */
    public int bind(PreparedStatement statement, int first) throws SQLException {
        int index = first;
        for (Column<T> column : columns) {
            Object[] values = new Object[rows.size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = plain(column.value().apply(rows.get(i)));
            }
            statement.setArray(index++,
                    statement.getConnection().createArrayOf(column.type(), narrow(column.type(), values)));
        }
        return index;
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
