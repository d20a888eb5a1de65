package io.researchloop.web.slack;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** What the agent of a conversation gets of the server's environment: what it needs to run, and nothing of ours. */
final class AgentEnvironment {
    private static final Set<String> NAMES = Set.of(
            "PATH",
            "HOME",
            "USER",
            "LOGNAME",
            "SHELL",
            "LANG",
            "TZ",
            "TMPDIR",
            "HTTP_PROXY",
            "HTTPS_PROXY",
            "NO_PROXY",
            "SSL_CERT_FILE",
            "SSL_CERT_DIR",
            "NODE_EXTRA_CA_CERTS");
    /** The agent's own, its account among them. */
    private static final Pattern OWN = Pattern.compile("(ANTHROPIC|CLAUDE|LC|XDG)_\\w+");

    private AgentEnvironment() {}

    static Map<String, String> of(Map<String, String> servers) {
        Map<String, String> allowed = new TreeMap<>();
        servers.forEach((name, value) -> {
            if (NAMES.contains(name.toUpperCase(java.util.Locale.ROOT))
                    || OWN.matcher(name).matches()) {
                allowed.put(name, value);
            }
        });
        return allowed;
    }
}
