package io.researchloop.web.dashboard;

import io.researchloop.activities.config.TypedOptions;
import io.researchloop.web.command.Rejection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@link TypedOptions} of a form. */
final class OptionLines {
    private OptionLines() {}

    /** @throws Rejection if a line has no name or no equals sign */
    static Map<String, String> read(@Nullable String text) {
        TypedOptions typed = TypedOptions.of(text == null ? "" : text);
        String wrong = typed.wrong();
        if (wrong != null) {
            throw Rejection.invalid("Job options: expected name = value, found “" + shortened(wrong) + "”");
        }
        return typed.options();
    }

    static String write(Map<String, String> options) {
        return TypedOptions.write(options);
    }

    private static String shortened(String text) {
        return text.length() <= 60 ? text : text.substring(0, 60) + "…";
    }
}
