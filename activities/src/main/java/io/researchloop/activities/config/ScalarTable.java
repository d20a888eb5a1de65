package io.researchloop.activities.config;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/** Reads a table whose keys the user chooses, and whose values all become strings: environment, job options. */
final class ScalarTable {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");
    private static final DateTimeFormatter DATE_TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss");

    private ScalarTable() {}

    static Map<String, String> read(Section section, String key, Pattern keys, String rule) {
        return read(section, key, keys, rule, (name, value) -> Optional.empty());
    }

    /** @param check what is wrong with a name and its value, for people */
    static Map<String, String> read(
            Section section,
            String key,
            Pattern keys,
            String rule,
            BiFunction<String, String, Optional<String>> check) {
        Entry entry = section.entry(key);
        Map<String, String> values = new LinkedHashMap<>();
        if (entry == null) {
            return values;
        }
        Cells cells = Cells.of(section, entry);
        if (cells == null) {
            section.fault(key, "expected a table, not " + entry.type());
            return values;
        }
        for (String name : cells.names()) {
            read(section, entry, cells, name, keys.matcher(name).matches() ? "" : rule)
                    .ifPresent(value -> {
                        values.put(name, value);
                        check.apply(name, value).ifPresent(fault -> section.findings()
                                .fault(cells.place().apply(name), entry.label() + "." + Quoted.bare(name), fault));
                    });
        }
        return values;
    }

    /**
     * What stands in a table of the file, or in what a person typed in its place.
     *
     * @param place null where it is not in the file
     */
    private record Cells(
            Set<String> names, Function<String, @Nullable Object> value, Function<String, @Nullable Place> place) {
        /** Null if it is neither. */
        static @Nullable Cells of(Section section, Entry entry) {
            if (entry.value() instanceof TomlTable table) {
                return new Cells(
                        table.keySet(),
                        name -> table.get(List.of(name)),
                        name -> placeIn(section, entry, table.inputPositionOf(List.of(name))));
            }
            if (entry.value() instanceof TypedOptions typed) {
                Map<String, String> options = typed.options();
                return new Cells(options.keySet(), options::get, name -> null);
            }
            return null;
        }

        private static @Nullable Place placeIn(Section section, Entry entry, @Nullable TomlPosition position) {
            return position == null
                    ? entry.place()
                    : Section.place(section.head().file(), position);
        }
    }

    private static Optional<String> read(Section section, Entry entry, Cells cells, String name, String brokenRule) {
        Place place = cells.place().apply(name);
        String label = entry.label() + "." + Quoted.bare(name);
        if (!brokenRule.isEmpty()) {
            section.findings().fault(place, label, "expected " + brokenRule);
            return Optional.empty();
        }
        Object value = cells.value().apply(name);
        Optional<String> text = value == null ? Optional.empty() : text(value);
        if (text.isEmpty()) {
            String got = value == null ? "nothing" : new Entry(value, place, label).type();
            section.findings().fault(place, label, "expected a string, a number, or true or false, not " + got);
        } else if (Grammar.hasControlCharacters(text.get())) {
            section.findings().fault(place, label, "must be one line without control characters");
            return Optional.empty();
        }
        return text;
    }

    /** A time without quotes, {@code time = 08:00:00}, is a time to TOML; its seconds must not get lost. */
    private static Optional<String> text(Object value) {
        if (value instanceof String || value instanceof Long || value instanceof Boolean) {
            return Optional.of(value.toString());
        } else if (value instanceof Double number) {
            return Optional.of(
                    Double.isFinite(number) ? BigDecimal.valueOf(number).toPlainString() : number.toString());
        } else if (value instanceof LocalTime time) {
            return Optional.of(TIME.format(time));
        } else if (value instanceof LocalDateTime time) {
            return Optional.of(DATE_TIME.format(time));
        } else if (value instanceof LocalDate) {
            return Optional.of(value.toString());
        }
        return Optional.empty();
    }
}
