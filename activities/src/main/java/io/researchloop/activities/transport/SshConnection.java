package io.researchloop.activities.transport;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.config.hosts.HostConfigEntry;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.SshException;
import org.apache.sshd.common.config.keys.FilePasswordProvider;
import org.apache.sshd.common.keyprovider.FileKeyPairProvider;
import org.apache.sshd.common.keyprovider.KeyIdentityProvider;
import org.apache.sshd.core.CoreModuleProperties;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one connection to a login node. It is made when it is needed, kept alive, and made again after it broke; when it
 * cannot be made, whoever asks within the next moments is told so at once, so that a hundred sprints do not hammer a node
 * that is down.
 */
final class SshConnection implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SshConnection.class);
    private static final Duration CONNECT = Duration.ofSeconds(20);
    private static final Duration KEEP_ALIVE = Duration.ofSeconds(15);
    private static final int UNANSWERED = 2;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private final SshTarget target;
    private final HostKeyPolicy hostKeys;
    private final SshCredentials credentials;
    private final InstantSource clock;
    private @Nullable SshClient client;
    private @Nullable ClientSession session;
    private @Nullable ClusterUnavailable lastFailure;
    private int failures;
    private Instant notBefore = Instant.MIN;

    SshConnection(SshTarget target, HostKeyPolicy hostKeys, SshCredentials credentials, InstantSource clock) {
        this.target = target;
        this.hostKeys = hostKeys;
        this.credentials = credentials;
        this.clock = clock;
    }

    /**
     * The open session.
     *
     * @throws HostKeyRefused if the host's key is not to be trusted
     * @throws LoginRefused if the host does not let us in
     * @throws ClusterUnavailable if it cannot be reached
     */
    synchronized ClientSession session() {
        if (session != null && session.isOpen() && session.isAuthenticated()) {
            return session;
        }
        ClusterUnavailable before = lastFailure;
        if (before != null && clock.instant().isBefore(notBefore)) {
            throw before;
        }
        try {
            session = connect();
            lastFailure = null;
            failures = 0;
            return session;
        } catch (ClusterUnavailable e) {
            lastFailure = e;
            notBefore = clock.instant().plus(pause(failures++));
            throw e;
        }
    }

    /** Half a second, doubled each time, at most half a minute; a third of it is chance. */
    private static Duration pause(int failures) {
        long millis = Math.min(LONGEST_PAUSE.toMillis(), FIRST_PAUSE.toMillis() << Math.min(failures, 10));
        return Duration.ofMillis(millis * 2 / 3 + ThreadLocalRandom.current().nextLong(millis / 3 + 1));
    }

    private ClientSession connect() {
        hostKeys.begin();
        ClientSession opened;
        try {
            opened = client().connect(entry()).verify(CONNECT).getSession();
        } catch (IOException e) {
            refuseHostKey();
            throw new ClusterUnavailable(target.place() + " cannot be reached: " + reason(e), e);
        }
        try {
            opened.auth().verify(CONNECT);
            return opened;
        } catch (IOException e) {
            opened.close(true);
            refuseHostKey();
            if (e instanceof SshException && String.valueOf(e.getMessage()).contains("authentication")) {
                throw new LoginRefused(target.place() + " does not let " + opened.getUsername() + " in with " + keys()
                        + ". Check user and key_path, and that the public key is in ~/.ssh/authorized_keys"
                        + " there. A key with a passphrase needs " + SshCredentials.PASSPHRASE + " or ssh-agent.");
            }
            throw new ClusterUnavailable(target.place() + " broke off the login: " + reason(e), e);
        }
    }

    /** Of the login node, or of a host on the way to it. */
    private void refuseHostKey() {
        String refusal = hostKeys.refusal();
        if (refusal != null) {
            throw new HostKeyRefused(refusal);
        }
    }

    private String keys() {
        Path key = target.key();
        if (key != null) {
            return "the key " + key;
        }
        return credentials.agentSocket() == null
                ? "the usual keys of ~/.ssh"
                : "the keys of ssh-agent and the usual ones of ~/.ssh";
    }

    private static String reason(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String text = root.getMessage();
        return text == null || text.isBlank() ? root.getClass().getSimpleName() : text;
    }

    /** What {@code ~/.ssh/config} says of the host, under what our own configuration says. */
    private HostConfigEntry entry() {
        HostConfigEntry entry = fromUsersFile();
        HostConfigEntry effective =
                entry == null ? new HostConfigEntry(target.host(), target.host(), target.port(), target.user()) : entry;
        if (effective.getPort() <= 0) {
            effective.setPort(target.port());
        }
        if (effective.getUsername() == null || effective.getUsername().isBlank()) {
            effective.setUsername(System.getProperty("user.name"));
        }
        if (target.proxyJump() != null) {
            effective.setProxyJump(target.proxyJump());
        }
        return effective;
    }

    private @Nullable HostConfigEntry fromUsersFile() {
        try {
            return client().getHostConfigEntryResolver()
                    .resolveEffectiveHost(
                            target.host(), target.port() == 22 ? 0 : target.port(), null, target.user(), null, null);
        } catch (IOException | RuntimeException e) {
            // It may use what the library does not know, such as Match (ssh_config(5)); ours has all that is needed.
            LOG.warn("cluster={} ~/.ssh/config is not used: {}", target.cluster(), e.getMessage());
            return null;
        }
    }

    private SshClient client() {
        SshClient running = client;
        if (running == null) {
            running = SshClient.setUpDefaultClient();
            running.setServerKeyVerifier(hostKeys);
            FilePasswordProvider passphrase = credentials.passphrase() == null
                    ? FilePasswordProvider.EMPTY
                    : FilePasswordProvider.of(credentials.passphrase());
            if (credentials.passphrase() != null) {
                running.setFilePasswordProvider(passphrase);
            }
            if (target.key() != null) {
                // The configuration names the key: an agent's others would only use up the tries that the server gives.
                running.setKeyIdentityProvider(keyFile(target.key(), passphrase));
            } else if (credentials.agentSocket() != null) {
                running.setAgentFactory(new AgentSocket(credentials.agentSocket()));
            }
            CoreModuleProperties.HEARTBEAT_INTERVAL.set(running, KEEP_ALIVE);
            CoreModuleProperties.HEARTBEAT_NO_REPLY_MAX.set(running, UNANSWERED);
            CoreModuleProperties.IDLE_TIMEOUT.set(running, Duration.ZERO);
            running.start();
            client = running;
        }
        return running;
    }

    private static KeyIdentityProvider keyFile(Path key, FilePasswordProvider passphrase) {
        FileKeyPairProvider file = new FileKeyPairProvider(key);
        file.setPasswordFinder(passphrase);
        return session -> {
            try {
                return file.loadKeys(session);
            } catch (RuntimeException e) {
                throw unreadable(key, e);
            }
        };
    }

    private static IOException unreadable(Path key, Exception e) {
        return new IOException(
                "the key " + key + " cannot be read: " + reason(e) + ". A key with a passphrase needs "
                        + SshCredentials.PASSPHRASE,
                e);
    }

    @Override
    public synchronized void close() {
        if (session != null) {
            session.close(true);
        }
        if (client != null) {
            client.stop();
            client = null;
        }
    }
}
