package io.researchloop.cli;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A time as people write it: {@code 45m}, {@code 2h}, {@code 1h30m}, {@code 1.5h}. */
record TimeLimit(Duration time) {
    private static final Pattern SHAPE = Pattern.compile("(?:(\\d{1,5}(?:\\.\\d{1,3})?)h)?(?:(\\d{1,6})m)?");

    double hours() {
        return time.toSeconds() / 3600.0;
    }

    static final class Converter implements ITypeConverter<TimeLimit> {
        @Override
        public TimeLimit convert(String value) {
            Matcher parts = SHAPE.matcher(value);
            double hours = parts.matches() && parts.group(1) != null ? Double.parseDouble(parts.group(1)) : 0;
            long minutes = parts.matches() && parts.group(2) != null ? Long.parseLong(parts.group(2)) : 0;
            Duration time = Duration.ofSeconds(Math.round(hours * 3600)).plusMinutes(minutes);
            if (time.isZero()) {
                throw new TypeConversionException("\"" + value + "\" is no time; write it like 45m, 2h or 1h30m.");
            }
            return new TimeLimit(time);
        }
    }
}
