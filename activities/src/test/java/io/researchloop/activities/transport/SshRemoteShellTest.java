package io.researchloop.activities.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** By a connection of our own. */
class SshRemoteShellTest extends RemoteShellContract {
    @Override
    RemoteShell shell(SshTarget target) {
        return new SshRemoteShell(target, false);
    }

    /** It goes in by itself. */
    @Override
    void enter(SshTarget target) {}

    @Test
    void anUnknownHostKeyIsRefusedUntilAPersonAcceptsIt() throws Exception {
        Files.delete(sshd().knownHosts());

        RemoteShell careful = shell();
        assertThatThrownBy(() -> careful.run(ShellCommand.of("true")))
                .isInstanceOf(HostKeyRefused.class)
                .hasMessageContaining(sshd().fingerprint())
                .hasMessageContaining("--accept-host-key");
        SshRemoteShell trusting = site.opened(new SshRemoteShell(sshd().target(), true));
        assertThat(trusting.run(ShellCommand.of("true")).ok()).isTrue();

        assertThat(trusting.acceptedKey()).contains(sshd().fingerprint());
        assertThat(shell().run(ShellCommand.of("true")).ok()).isTrue();
    }

    @Test
    void aChangedHostKeyIsRefusedAlways() throws Exception {
        sshd().trustAnother();

        for (boolean trusting : new boolean[] {false, true}) {
            RemoteShell shell = site.opened(new SshRemoteShell(sshd().target(), trusting));
            assertThatThrownBy(() -> shell.run(ShellCommand.of("true")))
                    .isInstanceOf(HostKeyRefused.class)
                    .hasMessageContaining("CHANGED");
        }
    }

    @Test
    void theHostKeyOfTheConfigurationIsTheOnlyOne() throws Exception {
        Files.delete(sshd().knownHosts());

        assertThat(pinned(sshd().fingerprint()).run(ShellCommand.of("true")).ok())
                .isTrue();
        RemoteShell wrong = pinned("SHA256:" + "A".repeat(43));
        assertThatThrownBy(() -> wrong.run(ShellCommand.of("true"))).isInstanceOf(HostKeyRefused.class);
    }

    @Test
    void everyUsualKindOfKeyLetsUsIn() throws Exception {
        for (String type : List.of("rsa", "ecdsa", "ed25519")) {
            Path key = sshd().userKey("key-" + type, type, "");
            RemoteShell shell = site.opened(new SshRemoteShell(sshd().target(sshd().port(), key), false));
            assertThat(shell.run(ShellCommand.of("true")).ok()).as(type).isTrue();
        }
    }

    @Test
    void aKeyThatIsNotLetInIsSaidSo() throws Exception {
        Path stranger = site.directory().resolve("sshd/host_key");

        RemoteShell shell = site.opened(new SshRemoteShell(sshd().target(sshd().port(), stranger), false));
        assertThatThrownBy(() -> shell.run(ShellCommand.of("true")))
                .isInstanceOf(LoginRefused.class)
                .hasMessageContaining("key_path");
    }

    @Test
    void whoAsksWhileItIsAwayIsToldSoAtOnce() throws Exception {
        RemoteShell shell = shell();
        sshd().kill();
        assertThatThrownBy(() -> shell.run(ShellCommand.of("true"))).isInstanceOf(ClusterUnavailable.class);

        Instant begin = Instant.now();
        for (int i = 0; i < 200; i++) {
            assertThatThrownBy(() -> shell.run(ShellCommand.of("true"))).isInstanceOf(ClusterUnavailable.class);
        }

        assertThat(Duration.between(begin, Instant.now())).isLessThan(Duration.ofSeconds(10));
    }

    private SshRemoteShell pinned(String hostKey) {
        return site.opened(new SshRemoteShell(site.target(hostKey, null, List.of()), false));
    }

    private RemoteShell shell() {
        return site.opened(shell(sshd().target()));
    }
}
