package io.researchloop.activities.transport;

import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;

/**
 * A login node over a connection that a person has opened with ssh(1): for sites that ask more than a key. Where it is not
 * open, nothing is tried, and whoever asks is told how to open it.
 */
public final class OpenSshRemoteShell extends FramedShell {
    /** ssh's own failures, and whatever a command exits with (ssh(1), "Exit status"). */
    private static final int FAILED = 255;

    private static final int ABSENT = 66;
    private static final String READ = """
            [ -e "$1" ] || exit %d
            [ -f "$1" ] || { echo "$1 is no regular file" >&2; exit 1; }
            exec 3<"$1" || exit 1
            stat -L -c %%s -- "$1" || exit 1
            exec cat <&3
            """.formatted(ABSENT);

    private final ControlMaster master;

    public OpenSshRemoteShell(SshTarget target) {
        this(target, new ControlMaster(target));
    }

    OpenSshRemoteShell(SshTarget target, ControlMaster master) {
        super(target);
        this.master = master;
    }

    @Override
    ShellResult say(FramedCommand framed, byte[] stdin, Duration limit) throws InterruptedException {
        master.require();
        try {
            ShellResult answer =
                    LocalProcess.run(master.saying(FramedCommand.PROGRAM), joined(framed.preamble(), stdin), limit);
            if (answer.exitCode() == FAILED && !framed.ended(answer.stderr())) {
                throw master.trouble(answer.complaint());
            }
            return framed.result(target, answer.exitCode(), answer.stdout(), answer.stderr());
        } catch (TimeoutException e) {
            throw framed.late(target);
        }
    }

    private static byte[] joined(byte[] first, byte[] second) {
        ByteArrayOutputStream both = new ByteArrayOutputStream(first.length + second.length);
        both.writeBytes(first);
        both.writeBytes(second);
        return both.toByteArray();
    }

    @Override
    public InputStream read(String path) throws IOException {
        try {
            RemoteOutput file = open(absolute(path));
            boolean begun = false;
            try {
                if (!file.begins()) {
                    throw refused(path, file);
                }
                begun = true;
                return file;
            } finally {
                if (!begun) {
                    file.close();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ClusterUnavailable("reading " + path + " was interrupted", e);
        }
    }

    /** The channel is given back when the file is closed. */
    private RemoteOutput open(String path) throws InterruptedException {
        ShellCommand printing = ShellCommand.script(READ, List.of(path));
        FramedCommand framed = framed(new ShellCommand(printing.argv(), "", TRANSFER));
        enter();
        boolean opened = false;
        try {
            master.require();
            RemoteOutput file =
                    RemoteOutput.of(master.saying(FramedCommand.PROGRAM), framed, printing.stdin(), this::leave);
            opened = true;
            return file;
        } finally {
            if (!opened) {
                leave();
            }
        }
    }

    private IOException refused(String path, RemoteOutput file) throws InterruptedException {
        ShellResult answer = file.failure();
        if (answer.exitCode() == ABSENT) {
            return new FileNotFoundException(path);
        }
        if (answer.exitCode() == FAILED) {
            throw master.trouble(answer.complaint());
        }
        throw new FileRefused("cannot read " + path + " on " + target.place() + ": " + answer.complaint());
    }

    /** The connection is the user's: it stays. */
    @Override
    public void close() {
        // Between two commands nothing of ours is open.
    }
}
