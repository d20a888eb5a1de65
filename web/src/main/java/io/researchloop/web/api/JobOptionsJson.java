package io.researchloop.web.api;

import io.researchloop.web.command.Rejection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Job options as people write them in JSON: {@code {"time": "1:00:00", "cpus-per-task": 4}}. */
final class JobOptionsJson {
    private JobOptionsJson() {}

    static Map<String, String> read(@Nullable Map<String, Object> json) {
        Map<String, String> options = new LinkedHashMap<>();
        if (json != null) {
            json.forEach((name, value) -> options.put(name, text(name, value)));
        }
        return options;
    }

    private static String text(String name, @Nullable Object value) {
        if (value == null) {
            return "";
        }
        if (value instanceof String || value instanceof Number) {
            return value.toString();
        }
        throw Rejection.invalid("job_options." + name + ": expected text or a number");
    }
}
