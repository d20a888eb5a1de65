package io.researchloop.activities.deployment;

import io.researchloop.activities.transport.ClusterUnavailable;
import io.researchloop.activities.transport.RemoteShell;
import io.researchloop.activities.transport.ShellCommand;
import io.researchloop.activities.transport.ShellResult;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a login node says of itself.
 *
 * @param java the path of the first {@code java} after the set-up lines; null if there is none
 * @param version what it says of itself, for example {@code openjdk version "17.0.9" 2023-10-17}
 * @param missing the programs that are needed to unpack a runtime, and are not there
 */
record ClusterProbe(Platform platform, @Nullable String java, String version, List<String> missing) {
    private static final int JAVA_AT_LEAST = 17;
    private static final String SCRIPT = DeploymentScripts.load("probe.sh");
    private static final Pattern VERSION = Pattern.compile("version \"(?:1\\.)?(\\d+)");

    ClusterProbe {
        missing = List.copyOf(missing);
    }

    static ClusterProbe of(RemoteShell shell, List<String> setup) throws InterruptedException {
        return parse(shell.run(ShellCommand.script(SCRIPT, setup)));
    }

    static ClusterProbe parse(ShellResult result) {
        Map<String, String> said = new HashMap<>();
        List<String> missing = new ArrayList<>();
        for (String line : result.stdout().lines().toList()) {
            String[] words = line.split(" ", 3);
            if (words.length == 3 && words[0].equals("rl")) {
                if (words[1].equals("missing")) {
                    missing.add(words[2]);
                } else {
                    said.put(words[1], words[2].strip());
                }
            }
        }
        if (!result.ok() || !said.containsKey("machine")) {
            throw new ClusterUnavailable("the login node does not say what it is: " + result.complaint());
        }
        String libc = said.getOrDefault("libc", "glibc");
        return new ClusterProbe(
                new Platform(
                        said.getOrDefault("system", "Linux"),
                        said.get("machine"),
                        libc.startsWith("musl") ? "musl" : "glibc",
                        Platform.Version.in(libc).orElse(Platform.Version.UNKNOWN)),
                said.get("java"),
                said.getOrDefault("version", ""),
                missing);
    }

    /** The feature release of its Java: 17, 21; 8 for {@code 1.8.0}. */
    OptionalInt feature() {
        Matcher number = VERSION.matcher(version);
        return java != null && number.find() ? OptionalInt.of(Integer.parseInt(number.group(1))) : OptionalInt.empty();
    }

    boolean hasJava() {
        return feature().orElse(0) >= JAVA_AT_LEAST;
    }
}
