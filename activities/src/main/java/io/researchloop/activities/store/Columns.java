package io.researchloop.activities.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads a row's columns one after the other, in the order of the select. By position because a lookup by name costs as
 * much as the value itself.
 */
final class Columns {
    private final ResultSet row;
    private int index;

    Columns(ResultSet row) {
        this.row = row;
    }

    String text() throws SQLException {
        String value = textOrNull();
        if (value == null) {
            throw new SQLException("column " + index + " is null");
        }
        return value;
    }

    @Nullable
    String textOrNull() throws SQLException {
        return row.getString(++index);
    }

    Instant time() throws SQLException {
        return Timestamps.parse(text());
    }

    @Nullable
    Instant timeOrNull() throws SQLException {
        return Timestamps.parseNullable(textOrNull());
    }

    long number() throws SQLException {
        return row.getLong(++index);
    }

    @Nullable
    Long numberOrNull() throws SQLException {
        long value = number();
        return row.wasNull() ? null : value;
    }

    int integer() throws SQLException {
        return row.getInt(++index);
    }

    @Nullable
    Integer integerOrNull() throws SQLException {
        int value = integer();
        return row.wasNull() ? null : value;
    }

    double real() throws SQLException {
        return row.getDouble(++index);
    }

    @Nullable
    Double realOrNull() throws SQLException {
        double value = real();
        return row.wasNull() ? null : value;
    }

    boolean flag() throws SQLException {
        return integer() != 0;
    }

    <E extends Enum<E>> E word(Class<E> type) throws SQLException {
        return Enum.valueOf(type, text().toUpperCase(Locale.ROOT));
    }

    <E extends Enum<E>> @Nullable E wordOrNull(Class<E> type) throws SQLException {
        String value = textOrNull();
        return value == null ? null : Enum.valueOf(type, value.toUpperCase(Locale.ROOT));
    }
}
