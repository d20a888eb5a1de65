package io.researchloop.cli.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The terminal this process runs on. The launcher knows what is a terminal and how wide it is, and says so. */
public final class SystemTerminal {
    private SystemTerminal() {}

    // Newer JDKs have a console even in a pipe; the launcher asks them for the old one and says what the streams are.
    @SuppressWarnings("SystemConsoleNull")
    public static Terminal open(Map<String, String> environment) {
        var console = System.console();
        boolean live = Boolean.parseBoolean(System.getProperty("researchloop.terminal", "" + (console != null)))
                && !"dumb".equals(environment.get("TERM"));
        boolean colours = live && environment.getOrDefault("NO_COLOR", "").isEmpty();
        return new Terminal(
                System.in,
                stream(FileDescriptor.out),
                stream(FileDescriptor.err),
                live,
                Integer.getInteger("researchloop.columns", 100),
                new Style(colours),
                Optional.ofNullable(prompt(console)));
    }

    // JSON and research ideas are UTF-8 wherever they go; System.out would follow the locale and lose letters.
    private static PrintStream stream(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), true, UTF_8);
    }

    private static Terminal.@Nullable SecretPrompt prompt(@Nullable Console console) {
        if (console == null) {
            return null;
        }
        return question -> Optional.ofNullable(console.readPassword("%s", question))
                .map(typed -> {
                    var secret = new String(typed);
                    Arrays.fill(typed, ' ');
                    return secret;
                });
    }
}
