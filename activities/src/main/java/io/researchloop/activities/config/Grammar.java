package io.researchloop.activities.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.regex.Pattern;

/** What values may look like: the patterns, and what to tell somebody whose value does not match. */
final class Grammar {
    /** Names become parts of paths, of workflow ids and of URLs. */
    static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

    static final String NAME_RULE =
            "a name of up to 100 letters, digits, dots, hyphens and underscores that begins with a letter or digit";

    static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    static final String VARIABLE_RULE = "an environment variable's name: letters, digits and underscores";

    /** Long and short options of sbatch and qsub, with or without their hyphens. */
    static final Pattern JOB_OPTION = Pattern.compile("-{0,2}[A-Za-z][A-Za-z0-9._-]*");

    static final String JOB_OPTION_RULE = "a scheduler option's name: letters, digits, dots, hyphens and underscores";

    /** A host name or address, also {@code [::1]}. */
    static final Pattern HOST =
            Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]*|\\[?[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*(%\\w+)?\\]?");

    static final String HOST_RULE = "a host name or an address, without a scheme, a user or a port";

    static final Pattern USER = Pattern.compile("[^\\s-]\\S*");
    static final String USER_RULE = "a user name without spaces";

    static final Pattern HOST_KEY =
            Pattern.compile("(ssh|ecdsa)-[a-z0-9-]+ [A-Za-z0-9+/]+=*( .*)?|SHA256:[A-Za-z0-9+/]{43}");
    static final String HOST_KEY_RULE = "the key as in a .pub file, or its fingerprint SHA256:…";

    static final Pattern JUMPS = Pattern.compile("[^\\s,-][^\\s,]*(,[^\\s,-][^\\s,]*)*");
    static final String JUMPS_RULE = "[user@]host[:port], several with commas and without spaces";

    static final String HOST_AND_PORT_RULE = "host:port";
    static final Pattern HOST_AND_PORT = Pattern.compile("(dns:///)?([A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+\\]):\\d{1,5}");

    private Grammar() {}

    /** Tabs are harmless in a line; every other control character, newlines too, would end or forge one. */
    static boolean hasControlCharacters(String value) {
        return value.chars().anyMatch(c -> Character.isISOControl(c) && c != '\t');
    }

    /** An absolute http or https address without its trailing slashes; empty for anything else. */
    static Optional<String> address(String written) {
        try {
            URI uri = new URI(written.strip());
            boolean web = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
            if (!web || uri.getHost() == null || uri.getRawQuery() != null || uri.getRawFragment() != null) {
                return Optional.empty();
            }
            return Optional.of(uri.toString().replaceAll("/+$", ""));
        } catch (URISyntaxException notAnAddress) {
            return Optional.empty();
        }
    }
}
