package io.researchloop.web.dashboard;

import io.researchloop.web.command.Rejection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Job options as people type them: one {@code name = value} a line; quotes around the value are not part of it. */
final class OptionLines {
    private OptionLines() {}

    /** @throws Rejection if a line has no name or no equals sign */
    static Map<String, String> read(@Nullable String text) {
        Map<String, String> options = new LinkedHashMap<>();
        for (String line : (text == null ? "" : text).lines().toList()) {
            String trimmed = line.strip();
            int equals = trimmed.indexOf('=');
            if (trimmed.isEmpty() || trimmed.startsWith("#")) {
                continue;
            }
            if (equals < 1) {
                throw Rejection.invalid("Job options: expected name = value, found “" + shortened(trimmed) + "”");
            }
            options.put(
                    trimmed.substring(0, equals).strip(),
                    unquoted(trimmed.substring(equals + 1).strip()));
        }
        return options;
    }

    static String write(Map<String, String> options) {
        return options.entrySet().stream()
                .map(option -> option.getKey() + " = " + option.getValue())
                .collect(Collectors.joining("\n"));
    }

    private static String unquoted(String value) {
        return value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"")
                ? value.substring(1, value.length() - 1)
                : value;
    }

    private static String shortened(String text) {
        return text.length() <= 60 ? text : text.substring(0, 60) + "…";
    }
}
