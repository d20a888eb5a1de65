package io.researchloop.activities.transport;

import static io.researchloop.activities.transport.ShellQuoting.quote;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A command as it is said to a login node. The login shell, whichever it is, hears two plain words; bash reads the rest
 * from stdin, and both streams begin with a marker, before which lies what banners and start-up files print.
 */
record FramedCommand(String script, String marker, long seconds) {
    /** For every login shell the same, and none of its special characters. The login shell has read its own files already. */
    static final String PROGRAM = "exec bash --norc -s";

    /** By these variables bash takes itself for a login's first shell, and reads ~/.bashrc once more (bash(1)). */
    private static final String NO_START_UP_FILES = "unset SSH_CLIENT SSH2_CLIENT\n";

    private static final String END = "-end";

    /** What timeout(1) exits with when it had to end the command. */
    private static final int TIMED_OUT = 124;

    static FramedCommand of(ShellCommand command, List<String> setup, String id) {
        String marker = "rl-" + id;
        long seconds = Math.max(1, command.timeout().toSeconds());
        StringBuilder script = new StringBuilder(NO_START_UP_FILES);
        if (!setup.isEmpty()) {
            script.append("{\n").append(String.join("\n", setup)).append("\n} </dev/null >/dev/null\n");
        }
        // In braces, so that bash has read all of it before the command begins to read what follows.
        script.append("{ echo ").append(marker).append("; echo ").append(marker).append(" >&2; timeout -k 5 ");
        script.append(seconds)
                .append(' ')
                .append(String.join(
                        " ", command.argv().stream().map(w -> quote(w)).toList()));
        // The end is marked, too: over some ways a connection that is cut off looks like a command that failed.
        script.append("; code=$?; echo ").append(marker).append(END).append(" >&2; exit $code; }\n");
        return new FramedCommand(script.toString(), marker + "\n", seconds);
    }

    /** What goes before the command's own stdin. */
    byte[] preamble() {
        return script.getBytes(StandardCharsets.UTF_8);
    }

    /** True if the command has come to its end, by what was heard on standard error. */
    boolean ended(String stderr) {
        return stderr.contains(end());
    }

    String withoutEnd(String complaints) {
        return complaints.replace(end(), "");
    }

    private String end() {
        return marker.strip() + END + "\n";
    }

    ClusterUnavailable late(SshTarget target) {
        return new ClusterUnavailable("a command on " + target.place() + " did not end within " + seconds + " s");
    }

    ShellResult result(SshTarget target, int code, String stdout, String stderr) {
        int out = stdout.indexOf(marker);
        int err = stderr.indexOf(marker);
        if (out < 0 || err < 0) {
            throw new ClusterUnavailable("the shell on " + target.place() + " did not start a command (exit code "
                    + code + "): " + new ShellResult(code, stdout, stderr).complaint());
        }
        if (code == TIMED_OUT) {
            throw late(target);
        }
        String complaints = stderr.substring(err + marker.length());
        return new ShellResult(code, stdout.substring(out + marker.length()), withoutEnd(complaints));
    }
}
