package io.researchloop.web.problem;

import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.converter.HttpMessageNotReadableException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.exc.MismatchedInputException;

/** Says what is wrong with a JSON body: which field, and what was expected there. */
final class JsonFault {
    private JsonFault() {}

    static String describe(HttpMessageNotReadableException unreadable) {
        Throwable cause = unreadable.getCause();
        if (cause instanceof MismatchedInputException mismatch) {
            return describe(mismatch);
        }
        if (cause instanceof JacksonException broken) {
            return describe(broken);
        }
        return "The request has no body that can be read; expected a JSON object";
    }

    /** The English name of a Java type, for a sentence. */
    static String words(@Nullable Class<?> type) {
        if (type == null) {
            return "another kind of value";
        }
        if (type == String.class) {
            return "text";
        }
        if (type == Integer.class || type == int.class || type == Long.class || type == long.class) {
            return "a whole number";
        }
        if (type == Double.class || type == double.class) {
            return "a number";
        }
        if (type == Boolean.class || type == boolean.class) {
            return "true or false";
        }
        if (type.isEnum()) {
            return Arrays.stream(type.getEnumConstants())
                    .map(constant -> String.valueOf(constant).toLowerCase(Locale.ROOT))
                    .collect(Collectors.joining(", ", "one of ", ""));
        }
        if (Collection.class.isAssignableFrom(type)) {
            return "a list";
        }
        return type.isRecord() || Map.class.isAssignableFrom(type) ? "an object" : "another kind of value";
    }

    private static String describe(MismatchedInputException mismatch) {
        String field = mismatch.getPath().stream()
                .map(step -> step.getPropertyName() == null ? "[" + step.getIndex() + "]" : step.getPropertyName())
                .collect(Collectors.joining("."));
        return field.isEmpty()
                ? "The body is not what was expected: expected a JSON object"
                : field + ": expected " + words(mismatch.getTargetType());
    }

    private static String describe(JacksonException broken) {
        String what = broken.getOriginalMessage();
        String where = broken instanceof StreamReadException && broken.getLocation() != null
                ? " (line " + broken.getLocation().getLineNr() + ", column "
                        + broken.getLocation().getColumnNr() + ")"
                : "";
        String oneLine =
                what == null ? "it cannot be read" : what.lines().findFirst().orElse("it cannot be read");
        return "The body is not JSON: " + (oneLine.length() <= 200 ? oneLine : oneLine.substring(0, 200) + "…") + where;
    }
}
