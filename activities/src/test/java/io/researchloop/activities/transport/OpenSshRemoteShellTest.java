package io.researchloop.activities.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.researchloop.activities.UserError;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Over a connection of the system's ssh(1), which the test opens with a key as a person would with more. */
class OpenSshRemoteShellTest extends RemoteShellContract {
    @Override
    RemoteShell shell(SshTarget target) {
        return new OpenSshRemoteShell(target, master(target));
    }

    @Override
    void enter(SshTarget target) throws Exception {
        ControlMaster master = master(target);
        Instant limit = Instant.now().plusSeconds(40);
        while (!master.open()) {
            assertThat(Instant.now()).as("ssh did not come in").isBefore(limit);
            Thread.sleep(100);
        }
        AutoCloseable end = master::close;
        site.opened(end);
    }

    private ControlMaster master(SshTarget target) {
        return new ControlMaster(target, socket(target));
    }

    private ControlSocket socket(SshTarget target) {
        return ControlSocket.in(site.directory().resolve("private"), target);
    }

    @Test
    void whileNobodyHasOpenedItItIsSaidHowAndTheServerIsNotAsked() throws Exception {
        RemoteShell shell = shell(sshd().target());

        assertThatThrownBy(() -> shell.run(ShellCommand.of("true")))
                .isInstanceOf(LoginRefused.class)
                .hasMessageContaining("researchloop cluster login there");
        assertThatThrownBy(() -> shell.read("/etc/passwd")).isInstanceOf(LoginRefused.class);

        assertThat(sshd().log()).doesNotContain("Connection from", "Accepted");
    }

    @Test
    void aSocketThatNobodyHoldsAnyMoreLeadsToNoConnectionOfItsOwn() throws Exception {
        SshTarget target = sshd().target();
        RemoteShell shell = entered(target);
        Path socket = socket(target).path();
        Path kept = socket.resolveSibling("kept");
        Files.createLink(kept, socket);
        master(target).close();
        Files.move(kept, socket);
        int logins = sshd().log().split("Accepted publickey", -1).length;

        assertThatThrownBy(() -> shell.run(ShellCommand.of("true")))
                .isInstanceOf(LoginRefused.class)
                .hasMessageContaining("researchloop cluster login there");
        assertThat(sshd().log().split("Accepted publickey", -1)).hasSize(logins);

        enter(target);
        assertThat(shell.run(ShellCommand.of("true")).ok()).isTrue();
    }

    @Test
    void tellsSinceWhenItIsOpenUntilItIsClosed() throws Exception {
        SshTarget target = sshd().target();
        Instant before = Instant.now().minusSeconds(2);
        assertThat(master(target).openSince()).isEmpty();

        enter(target);

        assertThat(master(target).openSince()).hasValueSatisfying(since -> assertThat(since)
                .isBetween(before, Instant.now().plusSeconds(2)));
        master(target).close();
        assertThat(master(target).openSince()).isEmpty();
    }

    @Test
    void theSocketIsTheUsersAlone() throws Exception {
        SshTarget target = sshd().target();
        enter(target);
        Path directory = site.directory().resolve("private");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)))
                .isEqualTo("rwx------");
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwxrwx"));
        assertThatThrownBy(() -> shell(target).run(ShellCommand.of("true"))).isInstanceOf(LoginRefused.class);
        assertThatThrownBy(() -> master(target).open())
                .isInstanceOf(UserError.class)
                .hasMessageContaining("chmod 700 " + directory);
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
    }

    @Test
    void aLongHomeGivesAShortSocketAllTheSame() {
        SshTarget target = sshd().target();

        ControlSocket usual = ControlSocket.of(target, Path.of("/home/ada"), "ada");
        ControlSocket other = ControlSocket.of(target, Path.of("/home/" + "deep/".repeat(20)), "ada");

        assertThat(usual.path()).hasParentRaw(Path.of("/home/ada/.ssh/researchloop"));
        assertThat(other.path()).hasParentRaw(Path.of("/tmp/researchloop-ada"));
        assertThat(other.path().toString()).hasSizeLessThan(90);
    }

    @Test
    void aConnectionThatHangsKeepsNobodyLongerThanTheLimit() throws Exception {
        SshTarget target = sshd().target();
        RemoteShell shell = entered(target);
        ProcessHandle held = ssh(socket(target).path());
        ShellCommand quick = new ShellCommand(List.of("true"), "", Duration.ofSeconds(1));

        signal("STOP", held);
        try {
            Instant begin = Instant.now();
            assertThatThrownBy(() -> shell.run(quick))
                    .isInstanceOf(ClusterUnavailable.class)
                    .hasMessageContaining("did not end within 1 s");
            assertThat(Duration.between(begin, Instant.now())).isLessThan(Duration.ofSeconds(40));
        } finally {
            signal("CONT", held);
        }

        assertThat(shell.run(quick).ok()).isTrue();
    }

    @Test
    void aFileThatIsCutOffHasNoEnd() throws Exception {
        SshTarget target = sshd().target();
        RemoteShell shell = entered(target);
        Path large = site.directory().resolve("large");
        Files.write(large, new byte[8 << 20]);

        try (InputStream in = shell.read(large.toString())) {
            assertThat(in.readNBytes(100)).hasSize(100);
            sshd().kill();
            assertThatThrownBy(in::readAllBytes).isInstanceOf(ClusterUnavailable.class);
        }
    }

    @Test
    void whatIsNoFileOrMayNotBeReadIsRefused() throws Exception {
        RemoteShell shell = entered(sshd().target());

        assertThatThrownBy(() -> shell.read(site.directory().toString()))
                .isInstanceOf(FileRefused.class)
                .hasMessageContaining("no regular file");
    }

    @Test
    void whoDoesNotGetInIsToldSo() throws Exception {
        Path stranger = site.directory().resolve("sshd/host_key");

        assertThat(master(sshd().target(sshd().port(), stranger)).open()).isFalse();
    }

    /** The ssh that holds the connection, in the background. */
    private static ProcessHandle ssh(Path socket) throws Exception {
        String answer = LocalProcess.run(
                        List.of("ssh", "-F", "none", "-S", socket.toString(), "-O", "check", "--", "127.0.0.1"),
                        new byte[0],
                        Duration.ofSeconds(10))
                .stderr();
        return ProcessHandle.of(Long.parseLong(answer.replaceAll("(?s).*pid=(\\d+).*", "$1")))
                .orElseThrow();
    }

    private static void signal(String name, ProcessHandle process) throws Exception {
        new LocalShell().run(ShellCommand.of("kill", "-" + name, String.valueOf(process.pid())));
    }
}
