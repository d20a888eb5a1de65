package io.researchloop.activities.transport;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A login node and how to get in.
 *
 * @param host a name or an address, or an alias of {@code ~/.ssh/config}
 * @param port 1 to 65535
 * @param user null: as {@code ~/.ssh/config} says, else the name of the user the orchestrator runs as
 * @param key a private key's file; null: the user's usual keys in {@code ~/.ssh}
 * @param knownHosts null: {@code ~/.ssh/known_hosts}
 * @param hostKey the only host key that is accepted, as in a {@code .pub} file or as {@code SHA256:…}; null: by
 *     known_hosts
 * @param proxyJump {@code [user@]host[:port]}, several of them with commas; null: as {@code ~/.ssh/config} says
 * @param maxChannels how many commands run at once over the one connection; sshd takes 10 (sshd_config(5), MaxSessions)
 * @param setup shell lines before every command, for what a non-login shell lacks; what they print is dropped
 */
public record SshTarget(
        String cluster,
        String host,
        int port,
        @Nullable String user,
        @Nullable Path key,
        @Nullable Path knownHosts,
        @Nullable String hostKey,
        @Nullable String proxyJump,
        int maxChannels,
        List<String> setup) {
    public SshTarget {
        setup = List.copyOf(setup);
    }

    /** For people. */
    String place() {
        return host + (port == 22 ? "" : ":" + port);
    }
}
