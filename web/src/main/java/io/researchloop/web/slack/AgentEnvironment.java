package io.researchloop.web.slack;

import java.util.List;
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

    /** Another account than the agent's own: only where the configuration says so. */
    private static final Pattern ELSEWHERE = Pattern.compile("CLAUDE_CODE_(USE|SKIP)_\\w+");

    private AgentEnvironment() {}

    /** @param wanted names, or beginnings of names that end in a star */
    static Map<String, String> of(Map<String, String> servers, List<String> wanted) {
        Map<String, String> allowed = new TreeMap<>();
        servers.forEach((name, value) -> {
            if (NAMES.contains(name.toUpperCase(java.util.Locale.ROOT))
                    || (OWN.matcher(name).matches() && !ELSEWHERE.matcher(name).matches())
                    || wanted.stream().anyMatch(one -> matches(name, one))) {
                allowed.put(name, value);
            }
        });
        return allowed;
    }

    private static boolean matches(String name, String wanted) {
        return wanted.endsWith("*") ? name.startsWith(wanted.substring(0, wanted.length() - 1)) : name.equals(wanted);
    }
}
