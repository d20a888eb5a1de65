package io.researchloop.activities.transport;

import java.util.Collection;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The one place where text becomes shell words (POSIX sh, 2.2.2 "Single-Quotes"). */
public final class ShellQuoting {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");

    private ShellQuoting() {}

    /**
     * One word that any POSIX shell reads back as the same bytes.
     *
     * @throws IllegalArgumentException if the text has a NUL, which no argument can carry
     */
    public static String quote(String word) {
        if (word.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("a shell word cannot hold a NUL character");
        }
        return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }

    public static String join(Collection<String> argv) {
        return argv.stream().map(ShellQuoting::quote).collect(Collectors.joining(" "));
    }
}
