package io.researchloop.cli;

import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A sprint's id as typed; checked here because it becomes part of a URL's path. */
record SprintId(String text) {
    private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,99}");

    /** Where this sprint lives on the server. */
    String path() {
        return "/api/sprints/" + text;
    }

    /** Tweaks have ids of their own, {@code tw-} and 8 hexadecimal digits. */
    boolean isTweak() {
        return text.startsWith("tw-");
    }

    String tweakPath() {
        return "/api/tweaks/" + text;
    }

    @Override
    public String toString() {
        return text;
    }

    static final class Converter implements ITypeConverter<SprintId> {
        @Override
        public SprintId convert(String value) {
            if (!SHAPE.matcher(value).matches()) {
                throw new TypeConversionException("\"" + value + "\" is no sprint id; they look like sp-1a2b3c4d.");
            }
            return new SprintId(value);
        }
    }
}
