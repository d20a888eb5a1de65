package io.researchloop.activities.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The ways into a real OpenSSH server: encrypted keys, the user's agent, and hosts in between. */
class SshLoginTest {
    private static final String PASSPHRASE = "it's a \"secret\" $HOME";

    @RegisterExtension
    final SshSite site = new SshSite();

    @ParameterizedTest
    @ValueSource(strings = {"ed25519", "rsa", "ecdsa"})
    void anEncryptedKeyLetsUsInWithThePassphraseOfTheEnvironment(String type) throws Exception {
        Path key = sshd().userKey("locked", type, PASSPHRASE);

        assertThat(enters(sshd().target(sshd().port(), key), PASSPHRASE, null)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "wrong"})
    void withoutThePassphraseItIsSaidWhereItBelongs(String passphrase) throws Exception {
        Path key = sshd().userKey("locked", "ed25519", PASSPHRASE);
        SshTarget target = sshd().target(sshd().port(), key);

        assertThatThrownBy(() -> enters(target, passphrase.isEmpty() ? null : passphrase, null))
                .isInstanceOf(ClusterUnavailable.class)
                .hasMessageContaining("RESEARCHLOOP_SSH_PASSPHRASE")
                .hasMessageNotContaining(PASSPHRASE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ed25519", "rsa", "ecdsa"})
    void theUsersAgentSignsWithAKeyThatWeNeverSee(String type) throws Exception {
        Path key = sshd().userKey("held", type, "");
        TestAgent agent = agent();
        agent.add(key);
        Files.delete(key);

        assertThat(enters(sshd().target(sshd().port(), null), null, agent.socket()))
                .isTrue();
    }

    @Test
    void anAgentThatIsGoneOrEmptyIsNoHindrance() throws Exception {
        TestAgent empty = agent();
        SshTarget named = sshd().target();

        assertThat(enters(named, null, site.directory().resolve("no-agent"))).isTrue();
        assertThat(enters(named, null, empty.socket())).isTrue();
        assertThatThrownBy(() -> enters(sshd().target(sshd().port(), null), null, empty.socket()))
                .isInstanceOf(LoginRefused.class)
                .hasMessageContaining("ssh-agent");
        assertThatThrownBy(() -> enters(
                        sshd().target(sshd().port(), null),
                        null,
                        site.directory().resolve("no-agent")))
                .isInstanceOf(LoginRefused.class);
    }

    @Test
    void aKeyThatIsNamedIsTheOnlyOneThoughTheAgentHoldsAnother() throws Exception {
        TestAgent agent = agent();
        agent.add(site.directory().resolve("sshd/user_key"));
        Path stranger = site.directory().resolve("sshd/host_key");

        assertThat(enters(sshd().target(sshd().port(), null), null, agent.socket()))
                .isTrue();
        assertThatThrownBy(() -> enters(sshd().target(sshd().port(), stranger), null, agent.socket()))
                .isInstanceOf(LoginRefused.class)
                .hasMessageContaining(stranger.toString());
    }

    @Test
    void hostsOnTheWayAreGoneThroughAndTheirKeysAreChecked() throws Exception {
        TestSshd gate = site.opened(
                new TestSshd(Files.createDirectories(site.directory().resolve("gate"))));
        gate.letIn(site.directory().resolve("sshd/user_key.pub"));
        SshTarget target = jumping(gate);

        assertThatThrownBy(() -> enters(target, null, null)).isInstanceOf(HostKeyRefused.class);
        Files.writeString(
                sshd().knownHosts(), Files.readString(sshd().knownHosts()) + Files.readString(gate.knownHosts()));

        assertThat(enters(target, null, null)).isTrue();
        assertThat(gate.log()).contains("Accepted publickey");
        sshd().trustAnother();
        Files.writeString(
                sshd().knownHosts(), Files.readString(sshd().knownHosts()) + Files.readString(gate.knownHosts()));
        assertThatThrownBy(() -> enters(target, null, null))
                .isInstanceOf(HostKeyRefused.class)
                .hasMessageContaining("CHANGED");
    }

    private SshTarget jumping(TestSshd gate) {
        return site.target(null, sshd().target().user() + "@127.0.0.1:" + gate.port(), List.of());
    }

    private TestSshd sshd() {
        return site.sshd();
    }

    private static boolean enters(SshTarget target, @Nullable String passphrase, @Nullable Path agent)
            throws Exception {
        try (SshRemoteShell shell = new SshRemoteShell(target, false, new SshCredentials(passphrase, agent))) {
            return shell.run(ShellCommand.of("true")).ok();
        }
    }

    private TestAgent agent() throws Exception {
        return site.opened(new TestAgent(
                Files.createTempDirectory(Path.of("/tmp"), "agent").resolve("s")));
    }
}
