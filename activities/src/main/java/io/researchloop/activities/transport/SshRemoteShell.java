package io.researchloop.activities.transport;

import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Optional;
import org.apache.sshd.client.channel.ChannelExec;
import org.apache.sshd.client.channel.ClientChannelEvent;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.sftp.client.SftpClient;
import org.apache.sshd.sftp.client.SftpClientFactory;
import org.apache.sshd.sftp.common.SftpConstants;
import org.apache.sshd.sftp.common.SftpException;
import org.jspecify.annotations.Nullable;

/** A login node over SSH: one connection, some channels. A command that is cut off has no answer. */
public final class SshRemoteShell extends FramedShell {
    private static final Duration OPEN = Duration.ofSeconds(20);

    private final HostKeyPolicy hostKeys;
    private final SshConnection connection;

    /** @param acceptsUnknownHost true to take the host's key on trust if it is not known, and to remember it */
    public SshRemoteShell(SshTarget target, boolean acceptsUnknownHost) {
        this(target, acceptsUnknownHost, SshCredentials.of(System.getenv()));
    }

    SshRemoteShell(SshTarget target, boolean acceptsUnknownHost, SshCredentials credentials) {
        super(target);
        this.hostKeys = new HostKeyPolicy(target, acceptsUnknownHost);
        this.connection = new SshConnection(target, hostKeys, credentials, InstantSource.system());
    }

    /** The fingerprint of the host key that was taken on trust; empty if it was known. */
    public Optional<String> acceptedKey() {
        return Optional.ofNullable(hostKeys.accepted());
    }

    @Override
    ShellResult say(FramedCommand framed, byte[] stdin, Duration limit) throws IOException {
        CappedOutput out = new CappedOutput(ShellResult.MAX_OUTPUT);
        CappedOutput err = new CappedOutput(ShellResult.MAX_OUTPUT);
        ChannelExec channel = begun(session -> session.createExecChannel(FramedCommand.PROGRAM));
        try {
            channel.setIn(new SequenceInputStream(
                    new ByteArrayInputStream(framed.preamble()), new ByteArrayInputStream(stdin)));
            channel.setOut(out);
            channel.setErr(err);
            channel.open().verify(OPEN);
            channel.waitFor(EnumSet.of(ClientChannelEvent.CLOSED), limit.toMillis());
            Integer code = channel.getExitStatus();
            if (code == null) {
                throw channel.isOpen()
                        ? framed.late(target)
                        : new ClusterUnavailable("the connection to " + target.place() + " was cut off");
            }
            return framed.result(target, code, out.text(), err.text());
        } finally {
            // In good order: the server gives a channel free only when it is told.
            channel.close(false);
        }
    }

    @Override
    public InputStream read(String path) throws IOException {
        SftpClient files = null;
        boolean opened = false;
        try {
            enter();
            try {
                files = begun(SftpClientFactory.instance()::createSftpClient);
                InputStream in = files.read(absolute(path));
                opened = true;
                return new OneFile(in, files);
            } finally {
                if (!opened) {
                    close(files);
                    leave();
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
            throw broken(e);
        }
    }

    /** A session that ends at this moment is no fault of the program's, though the library throws it like one. */
    private <T> T begun(Beginning<T> beginning) throws IOException {
        ClientSession session = connection.session();
        try {
            return beginning.on(session);
        } catch (IllegalStateException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private interface Beginning<T> {
        T on(ClientSession session) throws IOException;
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
                throw broken(e);
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
                leave();
            }
        }
    }

    @Override
    public void close() {
        connection.close();
    }
}
