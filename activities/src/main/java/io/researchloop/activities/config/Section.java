package io.researchloop.activities.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/** One table of the file, with the environment on top of it: finds raw values and knows where each one stands. */
final class Section {
    private final Schema schema;
    private final TomlTable table;
    private final String path;
    private final Place head;
    private final Map<String, String> environment;
    private final Findings findings;
    private final Map<String, Object> changes;

    /**
     * @param path what stands before the keys in a message, {@code cluster.hpc}; empty at the top
     * @param head where the table begins
     */
    Section(
            Schema schema,
            TomlTable table,
            String path,
            Place head,
            Map<String, String> environment,
            Findings findings) {
        this(schema, table, path, head, environment, findings, Map.of());
    }

    private Section(
            Schema schema,
            TomlTable table,
            String path,
            Place head,
            Map<String, String> environment,
            Findings findings,
            Map<String, Object> changes) {
        this.schema = schema;
        this.table = table;
        this.path = path;
        this.head = head;
        this.environment = environment;
        this.findings = findings;
        this.changes = Map.copyOf(changes);
    }

    /** The same table with other values for some keys, for another reading. */
    Section with(Map<String, Object> otherValues, Findings otherFindings) {
        return new Section(schema, table, path, head, environment, otherFindings, otherValues);
    }

    Findings findings() {
        return findings;
    }

    Place head() {
        return head;
    }

    String label(String key) {
        if (key.isEmpty()) {
            return path;
        }
        return path.isEmpty() ? Quoted.bare(key) : path + "." + Quoted.bare(key);
    }

    /** A change wins, then the environment; a variable that is set but empty counts as not set, as container tools pass them so. */
    @Nullable
    Entry entry(String key) {
        Object changed = changes.get(key);
        if (changed != null) {
            return new Entry(changed, null, label(key));
        }
        String variable = schema.variable(key).orElse("");
        String overriding = environment.getOrDefault(variable, "");
        if (!overriding.isEmpty()) {
            return new Entry(overriding, null, variable);
        }
        Object value = schema.keys().contains(key) ? table.get(List.of(key)) : null;
        return value == null ? null : new Entry(value, placeOf(key), label(key));
    }

    /** An empty string says no more than a missing key; that is how people switch a key off. */
    boolean has(String key) {
        Entry entry = entry(key);
        return entry != null && !(entry.value() instanceof String written && written.isBlank());
    }

    boolean overridden(String key) {
        Entry entry = entry(key);
        return entry != null && entry.fromEnvironment();
    }

    /** Where a key stands, or the table's head when it is missing. */
    Place placeOf(String key) {
        TomlPosition position = table.inputPositionOf(List.of(key));
        return position == null ? head : place(head.file(), position);
    }

    void missing(String key, String why) {
        findings.fault(head, label(key), "is missing: " + why);
    }

    void fault(String key, String message) {
        Entry entry = entry(key);
        if (entry == null) {
            findings.fault(head, label(key), message);
        } else {
            findings.fault(entry.place(), entry.label(), message);
        }
    }

    void wrong(Entry entry, String message) {
        findings.fault(entry.place(), entry.label(), message);
    }

    void wrongType(Entry entry, String expected) {
        wrong(
                entry,
                "expected " + expected + ", not " + (entry.fromEnvironment() ? "what it is set to" : entry.type()));
    }

    void warning(Entry entry, String message) {
        findings.warning(entry.place(), entry.label(), message);
    }

    void warning(String key, String message) {
        findings.warning(placeOf(key), label(key), message);
    }

    void warnOfUnknownKeys() {
        for (String key : table.keySet()) {
            if (!schema.keys().contains(key)) {
                warning(key, "is not a known key and is ignored" + hint(key));
            }
        }
    }

    private String hint(String key) {
        String nearest = NearestName.hint(schema.keys(), key);
        if (!nearest.isEmpty()) {
            return nearest;
        }
        return schema.elsewhere(key)
                .map(other -> other == Schema.TOP
                        ? "; it belongs at the top of the file, before the first [table]"
                        : "; it belongs under " + other.head())
                .orElse("");
    }

    static Place place(Path file, TomlPosition position) {
        return new Place(file, position.line(), position.column());
    }
}
