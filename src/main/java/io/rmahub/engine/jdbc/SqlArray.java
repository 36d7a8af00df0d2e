package io.rmahub.engine.jdbc;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import org.springframework.jdbc.core.SqlTypeValue;

/**
 * A parameter for {@code = any (?)}.
 *
 * @param type   PostgreSQL's name of the element type
 * @param values what the array holds, in its order
 */
public record SqlArray(String type, Collection<?> values) implements SqlTypeValue {

    public static SqlArray of(String type, Collection<?> values) {
        return new SqlArray(type, values);
    }

    @Override
    public void setTypeValue(PreparedStatement statement, int index, int sqlType, String typeName) throws SQLException {
        bind(statement, index);
    }

    /** Sets the parameter of a statement whose other parameters are set by hand. */
    public void bind(PreparedStatement statement, int index) throws SQLException {
        statement.setArray(index, statement.getConnection().createArrayOf(type, values.toArray()));
    }
}
