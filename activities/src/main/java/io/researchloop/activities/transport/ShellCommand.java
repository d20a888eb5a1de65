package io.researchloop.activities.transport;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A command for a shell.
 *
 * @param argv program and arguments, as they are: nothing in them is interpreted
 * @param stdin what the program reads, UTF-8
 * @param timeout after which it is ended
 */
public record ShellCommand(List<String> argv, String stdin, Duration timeout) {
    private static final Duration USUAL = Duration.ofMinutes(1);

    public ShellCommand {
        argv = List.copyOf(argv);
        if (argv.isEmpty()) {
            throw new IllegalArgumentException("a command needs a program");
        }
    }

    public static ShellCommand of(String... argv) {
        return new ShellCommand(List.of(argv), "", USUAL);
    }

    /**
     * A bash script that comes on stdin; the arguments are its {@code $1}, {@code $2}, … It runs when all of it has come,
     * or not at all: a connection that is cut off in the midst must not run its first half.
     */
    public static ShellCommand script(String script, List<String> arguments) {
        List<String> argv = new ArrayList<>(List.of("bash", "-s", "--"));
        argv.addAll(arguments);
        return new ShellCommand(argv, "{\n" + script + "\nexit\n}\n", USUAL);
    }
}
