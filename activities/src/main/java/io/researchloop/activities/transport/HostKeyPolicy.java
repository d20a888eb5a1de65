package io.researchloop.activities.transport;

import java.net.SocketAddress;
import java.nio.file.Path;
import java.security.PublicKey;
import org.apache.sshd.client.config.hosts.KnownHostEntry;
import org.apache.sshd.client.keyverifier.KnownHostsServerKeyVerifier;
import org.apache.sshd.client.keyverifier.ServerKeyVerifier;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.digest.BuiltinDigests;
import org.jspecify.annotations.Nullable;

/**
 * Whether a login node is the one it says it is: by the key of the configuration, else by known_hosts. A key that is not
 * known is refused unless a person accepts it; one that has changed is refused always.
 */
final class HostKeyPolicy implements ServerKeyVerifier {
    private final SshTarget target;
    private final ServerKeyVerifier knownHosts;
    private final boolean acceptsUnknown;
    private volatile @Nullable String refusal;
    private volatile @Nullable String accepted;

    /** @param acceptsUnknown true to write a key that is not known yet into known_hosts */
    HostKeyPolicy(SshTarget target, boolean acceptsUnknown) {
        this.target = target;
        this.acceptsUnknown = acceptsUnknown;
        this.knownHosts = new KnownHosts(file());
    }

    /** What was refused before counts no more. */
    void begin() {
        refusal = null;
    }

    /** Why the last key was refused; null if it was not. */
    @Nullable
    String refusal() {
        return refusal;
    }

    /** The fingerprint of the key that was taken on trust; null if none was. */
    @Nullable
    String accepted() {
        return accepted;
    }

    @Override
    public boolean verifyServerKey(ClientSession session, SocketAddress address, PublicKey key) {
        refusal = null;
        String pinned = target.hostKey();
        if (pinned == null) {
            return knownHosts.verifyServerKey(session, address, key);
        }
        if (pinned.strip().startsWith(PublicKeyEntry.toString(key).strip())
                || pinned.strip().equals(print(key))) {
            return true;
        }
        if (target.proxyJump() != null) {
            // It may be the key of a host on the way.
            return knownHosts.verifyServerKey(session, address, key);
        }
        refusal = target.place() + " shows the host key " + print(key)
                + ", which is not the host_key of the configuration. Someone may be in between: ask the site, and change"
                + " host_key only when they confirm it.";
        return false;
    }

    private Path file() {
        Path written = target.knownHosts();
        return written != null ? written : Path.of(System.getProperty("user.home"), ".ssh", "known_hosts");
    }

    private String whose() {
        return target.place() + (target.proxyJump() == null ? "" : ", or of a host on the way to it,");
    }

    private static String print(PublicKey key) {
        return KeyUtils.getFingerPrint(BuiltinDigests.sha256, key);
    }

    private final class KnownHosts extends KnownHostsServerKeyVerifier {
        KnownHosts(Path file) {
            super((session, address, key) -> acceptsUnknown, file);
        }

        @Override
        protected boolean acceptUnknownHostKey(ClientSession session, SocketAddress address, PublicKey key) {
            if (!acceptsUnknown) {
                refusal = "The host key of " + whose() + " is not known yet: " + KeyUtils.getKeyType(key) + " "
                        + print(key) + ". Compare it with what the site publishes, then accept it: researchloop cluster"
                        + " check -n " + target.cluster() + " --accept-host-key";
                return false;
            }
            boolean taken = super.acceptUnknownHostKey(session, address, key);
            accepted = taken ? print(key) : null;
            return taken;
        }

        @Override
        public boolean acceptModifiedServerKey(
                ClientSession session, SocketAddress address, KnownHostEntry entry, PublicKey expected, PublicKey key) {
            refusal = "The host key of " + whose() + " has CHANGED: it was " + print(expected) + ", it is "
                    + print(key)
                    + ". Someone may be in between, or the site has a new key: ask them, and only then remove"
                    + " the old line from " + getPath() + " and accept the new one.";
            return false;
        }
    }
}
