package io.researchloop.activities.config;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;
import org.tomlj.TomlArray;
import org.tomlj.TomlTable;

/**
 * A value as it was found, not checked yet.
 *
 * @param place null when it comes from the environment
 * @param label the key's path, or the variable's name
 */
record Entry(Object value, @Nullable Place place, String label) {
    boolean fromEnvironment() {
        return place == null;
    }

    /** The value's type, in the user's words; never the value, which may be a secret. */
    String type() {
        if (value instanceof String) {
            return "a string";
        } else if (value instanceof Long) {
            return "an integer";
        } else if (value instanceof Double) {
            return "a number with a fraction";
        } else if (value instanceof Boolean) {
            return "true or false";
        } else if (value instanceof TomlArray) {
            return "a list";
        } else if (value instanceof TomlTable) {
            return "a table";
        } else if (value instanceof OffsetDateTime
                || value instanceof LocalDateTime
                || value instanceof LocalDate
                || value instanceof LocalTime) {
            return "a date or time";
        }
        return "something else";
    }
}
