package io.researchloop.activities.store;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.PreparedStatementSetter;

/** Values for a statement's question marks, in the forms that the tables keep: times as text, enums in lower case. */
final class Bind implements PreparedStatementSetter {
    private final @Nullable Object[] values;

    private Bind(@Nullable Object[] values) {
        this.values = values;
    }

    static Bind of(@Nullable Object... values) {
        return new Bind(values);
    }

    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public void setValues(PreparedStatement statement) throws SQLException {
        // The driver's own, where it can be had: a call through the proxies of pool and cache costs more than the
        // binding.
        PreparedStatement driver =
                statement.isWrapperFor(PreparedStatement.class) ? statement.unwrap(PreparedStatement.class) : statement;
        for (int i = 0; i < values.length; i++) {
            set(driver, i + 1, values[i]);
        }
    }

    private static void set(PreparedStatement statement, int index, @Nullable Object value) throws SQLException {
        if (value == null) {
            statement.setNull(index, Types.NULL);
        } else if (value instanceof String text) {
            statement.setString(index, text);
        } else if (value instanceof Instant time) {
            statement.setString(index, Timestamps.format(time));
        } else if (value instanceof Enum<?> constant) {
            statement.setString(index, word(constant));
        } else if (value instanceof Boolean flag) {
            statement.setInt(index, flag ? 1 : 0);
        } else if (value instanceof Double number) {
            statement.setDouble(index, number);
        } else if (value instanceof Number number) {
            statement.setLong(index, number.longValue());
        } else {
            throw new IllegalArgumentException(
                    "cannot bind a " + value.getClass().getName());
        }
    }
}
