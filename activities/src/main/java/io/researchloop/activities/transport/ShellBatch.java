package io.researchloop.activities.transport;

import static io.researchloop.activities.transport.ShellQuoting.quote;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Several commands in one, for one round trip: what a login node is asked at a tick. Each has its own stdin, its own time
 * limit and its own answer, framed by a marker on both streams, so that one that hangs or fails takes nothing from the
 * others.
 */
public final class ShellBatch {
    /** What timeout(1) exits with when it had to end the command. */
    public static final int TIMED_OUT = 124;

    private static final Duration MARGIN = Duration.ofSeconds(15);

    private final List<ShellCommand> commands;
    private final String marker;

    private ShellBatch(List<ShellCommand> commands, String marker) {
        this.commands = List.copyOf(commands);
        this.marker = marker;
    }

    public static ShellBatch of(List<ShellCommand> commands) {
        return new ShellBatch(commands, "rl-batch-" + UUID.randomUUID());
    }

    /** Needs bash and timeout(1) on the other side. */
    public ShellCommand command() {
        StringBuilder script = new StringBuilder("mark() {\n")
                .append("    printf '\\n%s %s\\n' '" + marker + "' \"$1\"\n")
                .append("    printf '\\n%s %s\\n' '" + marker + "' \"$1\" >&2\n")
                .append("}\n");
        Duration longest = MARGIN;
        for (ShellCommand command : commands) {
            long seconds = Math.max(1, command.timeout().toSeconds());
            script.append("printf %s ").append(quote(command.stdin())).append(" | timeout -k 5 ");
            script.append(seconds).append(' ').append(ShellQuoting.join(command.argv()));
            script.append("\nmark \"${PIPESTATUS[1]}\"\n");
            longest = longest.plusSeconds(seconds + 5);
        }
        return new ShellCommand(List.of("bash", "-s"), script.toString(), longest);
    }

    /**
     * The answers, in the order of the commands.
     *
     * @throws ClusterUnavailable if the answer was cut off before the last of them
     */
    public List<ShellResult> split(ShellResult answer) {
        List<Part> out = parts(answer.stdout());
        List<Part> err = parts(answer.stderr());
        if (out.size() != commands.size() || err.size() != commands.size()) {
            throw new ClusterUnavailable("the answer was cut off: " + answer.complaint());
        }
        List<ShellResult> results = new ArrayList<>();
        for (int i = 0; i < out.size(); i++) {
            results.add(new ShellResult(
                    out.get(i).exitCode(), out.get(i).text(), err.get(i).text()));
        }
        return results;
    }

    private record Part(String text, int exitCode) {}

    private List<Part> parts(String stream) {
        List<Part> parts = new ArrayList<>();
        String mark = "\n" + marker + " ";
        int from = 0;
        for (int at = stream.indexOf(mark); at >= 0; at = stream.indexOf(mark, from)) {
            int code = at + mark.length();
            int end = stream.indexOf('\n', code);
            if (end < 0) {
                break;
            }
            parts.add(new Part(stream.substring(from, at), Integer.parseInt(stream.substring(code, end))));
            from = end + 1;
        }
        return parts;
    }
}
