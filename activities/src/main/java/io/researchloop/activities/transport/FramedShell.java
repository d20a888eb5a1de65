package io.researchloop.activities.transport;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What all ways over SSH to a login node share: framed commands, some at once, and files through their stdin. */
abstract class FramedShell implements RemoteShell {
    static final Duration TRANSFER = Duration.ofMinutes(10);

    private static final Duration IN_LINE = Duration.ofMinutes(2);
    /** Beyond a command's own limit, which is kept on the other side. */
    private static final Duration MARGIN = Duration.ofSeconds(15);

    private static final String LIST = """
            [ -d "$1" ] || exit 0
            find "$1" -type f -printf '%s %P\\0'
            """;

    final SshTarget target;
    private final Semaphore channels;
    private volatile @Nullable String home;

    FramedShell(SshTarget target) {
        this.target = target;
        this.channels = new Semaphore(target.maxChannels(), true);
    }

    /**
     * Says a command on a channel of its own.
     *
     * @param stdin the command's own, which follows the frame's
     * @param limit after which no answer is to be expected
     */
    abstract ShellResult say(FramedCommand framed, byte[] stdin, Duration limit)
            throws IOException, InterruptedException;

    @Override
    public final ShellResult run(ShellCommand command) throws InterruptedException {
        return run(command, command.stdin().getBytes(StandardCharsets.UTF_8));
    }

    private ShellResult run(ShellCommand command, byte[] stdin) throws InterruptedException {
        enter();
        try {
            return say(framed(command), stdin, command.timeout().plus(MARGIN));
        } catch (IOException e) {
            throw broken(e);
        } finally {
            leave();
        }
    }

    final FramedCommand framed(ShellCommand command) {
        return FramedCommand.of(command, target.setup(), UUID.randomUUID().toString());
    }

    final ClusterUnavailable broken(IOException e) {
        return new ClusterUnavailable("the connection to " + target.place() + " broke: " + e.getMessage(), e);
    }

    /** Waits for a channel, which must be given back. */
    final void enter() throws InterruptedException {
        if (!channels.tryAcquire(IN_LINE.toSeconds(), TimeUnit.SECONDS)) {
            throw new ClusterUnavailable(
                    "all " + target.maxChannels() + " channels to " + target.place() + " are busy");
        }
    }

    final void leave() {
        channels.release();
    }

    @Override
    public final void write(List<FileWrite> files) throws InterruptedException {
        FileBatch batch = new FileBatch(files);
        ShellResult result = run(batch.command(TRANSFER), batch.content());
        if (!result.ok()) {
            throw new FileRefused("cannot write on " + target.place() + ": " + result.complaint());
        }
    }

    @Override
    public final List<RemoteFile> list(String directory) throws InterruptedException {
        ShellResult result = run(ShellCommand.script(LIST, List.of(directory)));
        List<RemoteFile> files = new ArrayList<>();
        for (String entry : result.stdout().split("\0", -1)) {
            int blank = entry.indexOf(' ');
            if (blank > 0) {
                files.add(new RemoteFile(entry.substring(blank + 1), Long.parseLong(entry.substring(0, blank))));
            }
        }
        files.sort(Comparator.comparing(RemoteFile::path));
        return files;
    }

    @Override
    public final String absolute(String path) throws InterruptedException {
        if (!path.startsWith("~/")) {
            return path;
        }
        String known = home;
        if (known == null) {
            known = run(ShellCommand.script("printf %s \"$HOME\"", List.of())).stdout();
            home = known;
        }
        return known + path.substring(1);
    }
}
