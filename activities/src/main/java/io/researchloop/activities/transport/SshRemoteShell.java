package io.researchloop.activities.transport;

import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.sshd.client.channel.ChannelExec;
import org.apache.sshd.client.channel.ClientChannelEvent;
import org.apache.sshd.sftp.client.SftpClient;
import org.apache.sshd.sftp.client.SftpClientFactory;
import org.apache.sshd.sftp.common.SftpConstants;
import org.apache.sshd.sftp.common.SftpException;
import org.jspecify.annotations.Nullable;

/** A login node over SSH: one connection, some channels. A command that is cut off has no answer. */
public final class SshRemoteShell implements RemoteShell {
    private static final Duration OPEN = Duration.ofSeconds(20);
    private static final Duration IN_LINE = Duration.ofMinutes(2);
    /** Beyond a command's own limit, which is kept on the other side. */
    private static final Duration MARGIN = Duration.ofSeconds(15);

    private static final Duration WRITE = Duration.ofMinutes(10);
    private static final String LIST = """
            [ -d "$1" ] || exit 0
            find "$1" -type f -printf '%s %P\\0'
            """;

    private final SshTarget target;
    private final HostKeyPolicy hostKeys;
    private final SshConnection connection;
    private final Semaphore channels;
    private volatile @Nullable String home;

    /** @param acceptsUnknownHost true to take the host's key on trust if it is not known, and to remember it */
    public SshRemoteShell(SshTarget target, boolean acceptsUnknownHost) {
        this(target, acceptsUnknownHost, SshCredentials.of(System.getenv()));
    }

    SshRemoteShell(SshTarget target, boolean acceptsUnknownHost, SshCredentials credentials) {
        this.target = target;
        this.hostKeys = new HostKeyPolicy(target, acceptsUnknownHost);
        this.connection = new SshConnection(target, hostKeys, credentials, InstantSource.system());
        this.channels = new Semaphore(target.maxChannels(), true);
    }

    /** The fingerprint of the host key that was taken on trust; empty if it was known. */
    public Optional<String> acceptedKey() {
        return Optional.ofNullable(hostKeys.accepted());
    }

    @Override
    public ShellResult run(ShellCommand command) throws InterruptedException {
        return run(command, command.stdin().getBytes(StandardCharsets.UTF_8));
    }

    private ShellResult run(ShellCommand command, byte[] stdin) throws InterruptedException {
        FramedCommand framed =
                FramedCommand.of(command, target.setup(), UUID.randomUUID().toString());
        CappedOutput out = new CappedOutput(ShellResult.MAX_OUTPUT);
        CappedOutput err = new CappedOutput(ShellResult.MAX_OUTPUT);
        enter();
        ChannelExec channel = null;
        try {
            channel = connection.session().createExecChannel(FramedCommand.PROGRAM);
            channel.setIn(new SequenceInputStream(
                    new ByteArrayInputStream(framed.preamble()), new ByteArrayInputStream(stdin)));
            channel.setOut(out);
            channel.setErr(err);
            channel.open().verify(OPEN);
            channel.waitFor(
                    EnumSet.of(ClientChannelEvent.CLOSED),
                    command.timeout().plus(MARGIN).toMillis());
            Integer code = channel.getExitStatus();
            if (code == null) {
                throw new ClusterUnavailable(
                        channel.isOpen()
                                ? "a command on " + target.place() + " did not end within "
                                        + command.timeout().toSeconds() + " s"
                                : "the connection to " + target.place() + " was cut off");
            }
            return framed.result(target, code, out.text(), err.text());
        } catch (IOException e) {
            throw new ClusterUnavailable("the connection to " + target.place() + " broke: " + e.getMessage(), e);
        } finally {
            if (channel != null) {
                // In good order: the server gives a channel free only when it is told.
                channel.close(false);
            }
            channels.release();
        }
    }

    private void enter() throws InterruptedException {
        if (!channels.tryAcquire(IN_LINE.toSeconds(), TimeUnit.SECONDS)) {
            throw new ClusterUnavailable(
                    "all " + target.maxChannels() + " channels to " + target.place() + " are busy");
        }
    }

    @Override
    public void write(List<FileWrite> files) throws InterruptedException {
        FileBatch batch = new FileBatch(files);
        ShellResult result = run(batch.command(WRITE), batch.content());
        if (!result.ok()) {
            throw new FileRefused("cannot write on " + target.place() + ": " + result.complaint());
        }
    }

    @Override
    public InputStream read(String path) throws IOException {
        SftpClient files = null;
        boolean opened = false;
        try {
            enter();
            try {
                files = SftpClientFactory.instance().createSftpClient(connection.session());
                InputStream in = files.read(absolute(path));
                opened = true;
                return new OneFile(in, files);
            } finally {
                if (!opened) {
                    close(files);
                    channels.release();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ClusterUnavailable("reading " + path + " was interrupted", e);
        } catch (SftpException e) {
            if (e.getStatus() == SftpConstants.SSH_FX_NO_SUCH_FILE) {
                FileNotFoundException absent = new FileNotFoundException(path);
                absent.initCause(e);
                throw absent;
            }
            throw new FileRefused("cannot read " + path + " on " + target.place() + ": " + e.getMessage(), e);
        } catch (IOException e) {
            throw new ClusterUnavailable("the connection to " + target.place() + " broke: " + e.getMessage(), e);
        }
    }

    private static void close(@Nullable SftpClient files) throws IOException {
        if (files != null) {
            files.close();
        }
    }

    /** Gives its channel back when it is closed. A connection that is cut off is no end of the file. */
    private final class OneFile extends FilterInputStream {
        private final SftpClient files;
        private boolean closed;

        OneFile(InputStream in, SftpClient files) {
            super(in);
            this.files = files;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            try {
                return super.read(buffer, offset, length);
            } catch (IOException e) {
                throw new ClusterUnavailable("the connection to " + target.place() + " broke: " + e.getMessage(), e);
            }
        }

        @Override
        public void close() throws IOException {
            if (closed) {
                return;
            }
            closed = true;
            try {
                super.close();
                files.close();
            } catch (IOException e) {
                // What was read is read; the connection is made anew when it is needed.
            } finally {
                channels.release();
            }
        }
    }

    @Override
    public List<RemoteFile> list(String directory) throws InterruptedException {
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
    public String absolute(String path) throws InterruptedException {
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

    @Override
    public void close() {
        connection.close();
    }
}
