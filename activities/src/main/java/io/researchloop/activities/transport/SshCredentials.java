package io.researchloop.activities.transport;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the server's own environment brings to open keys with.
 *
 * @param passphrase of private keys; null if there is none
 * @param agentSocket of the user's ssh-agent(1); null if there is none
 */
record SshCredentials(@Nullable String passphrase, @Nullable Path agentSocket) {
    static final String PASSPHRASE = "RESEARCHLOOP_SSH_PASSPHRASE";
    private static final String AGENT = "SSH_AUTH_SOCK";

    static SshCredentials of(Map<String, String> environment) {
        String socket = environment.getOrDefault(AGENT, "");
        return new SshCredentials(environment.get(PASSPHRASE), socket.isBlank() ? null : Path.of(socket));
    }

    /** Without the passphrase. */
    @Override
    public String toString() {
        return "SshCredentials[agentSocket=" + agentSocket + "]";
    }
}
