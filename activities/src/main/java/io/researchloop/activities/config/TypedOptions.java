package io.researchloop.activities.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Job options as people type them: one {@code name = value} a line; quotes around the value are not part of it, and a line
 * that begins with {@code #} is a comment.
 *
 * @param wrong the first line that is no option; null if all are
 */
public record TypedOptions(
        Map<String, String> options, @Nullable String wrong) {
    public TypedOptions {
        options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
    }

    public static TypedOptions of(String text) {
        Map<String, String> options = new LinkedHashMap<>();
        String wrong = null;
        for (String line : text.lines().map(String::strip).toList()) {
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            int equals = line.indexOf('=');
            if (equals >= 1) {
                options.put(
                        line.substring(0, equals).strip(),
                        unquoted(line.substring(equals + 1).strip()));
            } else if (wrong == null) {
                wrong = line;
            }
        }
        return new TypedOptions(options, wrong);
    }

    /** In the same form. */
    public static String write(Map<String, String> options) {
        return options.entrySet().stream()
                .map(option -> (option.getKey() + " = " + quoted(option.getValue())).stripTrailing())
                .collect(Collectors.joining("\n"));
    }

    private static String unquoted(String value) {
        return isQuoted(value) ? value.substring(1, value.length() - 1) : value;
    }

    /** Only where the value would be read as another one without. */
    private static String quoted(String value) {
        return isQuoted(value) || !value.equals(value.strip()) ? "\"" + value + "\"" : value;
    }

    private static boolean isQuoted(String value) {
        return value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"");
    }
}
