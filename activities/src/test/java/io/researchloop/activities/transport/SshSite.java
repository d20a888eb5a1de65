package io.researchloop.activities.transport;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** What the tests over SSH share: a real OpenSSH server, a directory, and what is closed in the end. */
final class SshSite implements BeforeEachCallback, AfterEachCallback {
    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private @Nullable Path directory;
    private @Nullable TestSshd sshd;

    /** A fresh one, of a short name: sockets lie in it, too. */
    Path directory() {
        return present(directory);
    }

    TestSshd sshd() {
        return present(sshd);
    }

    /** Is closed after the test, before what was opened earlier. */
    <T extends AutoCloseable> T opened(T resource) {
        open.push(resource);
        return resource;
    }

    /** The server, with the parts of the configuration that its target has not. */
    SshTarget target(@Nullable String hostKey, @Nullable String proxyJump, List<String> setup) {
        SshTarget plain = sshd().target();
        return new SshTarget(
                plain.cluster(),
                plain.host(),
                plain.port(),
                plain.user(),
                plain.key(),
                plain.knownHosts(),
                hostKey,
                proxyJump,
                plain.maxChannels(),
                setup);
    }

    @Override
    public void beforeEach(ExtensionContext test) throws Exception {
        directory = Files.createTempDirectory(Path.of("/tmp"), "ssh-site");
        sshd = opened(new TestSshd(Files.createDirectory(directory.resolve("sshd"))));
    }

    @Override
    public void afterEach(ExtensionContext test) throws Exception {
        while (!open.isEmpty()) {
            open.pop().close();
        }
        new LocalShell().run(ShellCommand.of("rm", "-rf", directory().toString()));
    }

    private static <T> T present(@Nullable T part) {
        if (part == null) {
            throw new IllegalStateException("no test runs");
        }
        return part;
    }
}
