package io.researchloop.activities.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads checked values out of a section. A value that is wrong is reported and then treated as absent, so that the
 * reading goes on to the next fault.
 */
final class Values {
    private final Section section;
    private final Locations locations;

    Values(Section section, Locations locations) {
        this.section = section;
        this.locations = locations;
    }

    Section section() {
        return section;
    }

    /** Text of any number of lines. */
    @Nullable
    String text(String key) {
        Entry entry = section.entry(key);
        if (entry == null) {
            return null;
        } else if (!(entry.value() instanceof String written)) {
            section.wrongType(entry, "a string in quotes");
            return null;
        } else if (written.indexOf('\0') >= 0) {
            section.wrong(entry, "contains a NUL character");
            return null;
        } else {
            return written.isBlank() ? null : written;
        }
    }

    /** Text of one line. */
    @Nullable
    String line(String key) {
        String text = text(key);
        if (text != null && Grammar.hasControlCharacters(text)) {
            section.fault(key, "must be one line without control characters");
            return null;
        }
        return text;
    }

    @Nullable
    String matching(String key, Pattern pattern, String rule) {
        String line = line(key);
        if (line != null && !pattern.matcher(line).matches()) {
            section.fault(key, "expected " + rule + ", not " + Quoted.of(line));
            return null;
        }
        return line;
    }

    @Nullable
    Secret secret(String key) {
        String line = line(key);
        return line == null ? null : new Secret(line);
    }

    @Nullable
    String address(String key) {
        String line = line(key);
        Optional<String> address = line == null ? Optional.empty() : Grammar.address(line);
        if (line != null && address.isEmpty()) {
            section.fault(key, "expected an absolute address such as \"https://example.org\", not " + Quoted.of(line));
        }
        return address.orElse(null);
    }

    @Nullable
    Path path(String key) {
        String line = line(key);
        Optional<Path> path = line == null ? Optional.empty() : locations.resolve(line);
        if (line != null && path.isEmpty()) {
            section.fault(key, Quoted.of(line) + " is not a path");
        }
        return path.orElse(null);
    }

    /** A path to a file that can be read now. */
    @Nullable
    Path file(String key) {
        Path path = path(key);
        Entry entry = section.entry(key);
        return path != null && entry != null && readable(entry, path) ? path : null;
    }

    /** As {@link #hasContext}. */
    @Nullable
    Path contextFile(String key) {
        Path path = path(key);
        Entry entry = section.entry(key);
        return path != null && entry != null && hasContext(entry, path) ? path : null;
    }

    @Nullable
    Path directory(String key) {
        Path path = path(key);
        if (path != null && !Files.isDirectory(path)) {
            section.fault(key, "there is no directory " + path);
            return null;
        }
        return path;
    }

    @Nullable
    Integer integer(String key, int least, int most) {
        Entry entry = section.entry(key);
        if (entry == null) {
            return null;
        }
        String expected = "an integer from " + least + " to " + most;
        if (!(integral(entry) instanceof Long number)) {
            section.wrongType(entry, expected);
            return null;
        } else if (number < least || number > most) {
            section.wrong(entry, "expected " + expected + ", not " + number);
            return null;
        } else {
            return number.intValue();
        }
    }

    /** The environment has only strings. */
    private static Object integral(Entry entry) {
        if (entry.fromEnvironment()
                && entry.value() instanceof String written
                && written.strip().matches("\\d{1,18}")) {
            return Long.valueOf(written.strip());
        }
        return entry.value();
    }

    /** A number greater than zero. */
    @Nullable
    Double positive(String key, double most) {
        Entry entry = section.entry(key);
        if (entry == null) {
            return null;
        }
        String expected = "a number greater than 0 and up to " + (long) most;
        if (!(entry.value() instanceof Number number)) {
            section.wrongType(entry, expected);
            return null;
        }
        double value = number.doubleValue();
        // Written so that "not a number" is refused as well.
        if (!(value > 0 && value <= most)) {
            section.wrong(entry, "expected " + expected + ", not " + number);
            return null;
        }
        return value;
    }

    boolean flag(String key, boolean otherwise) {
        Entry entry = section.entry(key);
        if (entry == null) {
            return otherwise;
        } else if (entry.value() instanceof Boolean flag) {
            return flag;
        }
        section.wrongType(entry, "true or false, without quotes");
        return otherwise;
    }

    <E extends Enum<E> & Word> @Nullable E word(String key, Class<E> type) {
        Entry entry = section.entry(key);
        String written = line(key);
        return entry == null || written == null
                ? null
                : constant(entry, type, written).orElse(null);
    }

    <E extends Enum<E> & Word> Optional<E> constant(Entry entry, Class<E> type, String written) {
        Optional<E> constant = Word.find(type, written);
        if (constant.isEmpty()) {
            List<String> words = Word.all(type);
            String expected = "expected one of " + String.join(", ", words);
            section.wrong(entry, expected + ", not " + Quoted.of(written) + NearestName.hint(words, written));
        }
        return constant;
    }

    List<String> lines(String key) {
        return new ListValues(this, locations).lines(key);
    }

    List<Path> contextFiles(String key) {
        return new ListValues(this, locations).contextFiles(key);
    }

    <E extends Enum<E> & Word> List<E> words(String key, Class<E> type) {
        return new ListValues(this, locations).words(key, type);
    }

    /**
     * A file that the agent is to read. One that is not there is left out, as version 0.1 left it out without a word: its
     * users have configurations that name files which they have not written yet.
     */
    boolean hasContext(Entry entry, Path path) {
        if (Files.exists(path)) {
            return readable(entry, path);
        }
        section.warning(entry, "there is no file " + path + "; the agent is told without it until the next start");
        return false;
    }

    private boolean readable(Entry entry, Path path) {
        if (Files.isRegularFile(path) && Files.isReadable(path)) {
            return true;
        }
        section.wrong(entry, Files.exists(path) ? path + " is not a readable file" : "there is no file " + path);
        return false;
    }
}
