package io.researchloop.activities.cluster;

import io.researchloop.activities.config.AgentType;
import io.researchloop.activities.config.ClusterConfig;
import io.researchloop.activities.config.Configuration;
import io.researchloop.activities.transport.RemoteShell;
import io.researchloop.activities.transport.ShellCommand;
import io.researchloop.activities.transport.ShellResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/** Looks, link by link, whether a cluster can run sprints. */
@Component
public final class ClusterInspection {
    private static final String WORKING_DIRECTORY = """
            mkdir -p -- "$1" && probe=$(mktemp -- "$1/.probe.XXXXXX") && rm -f -- "$probe" || exit 1
            df -Ph -- "$1" | awk 'NR == 2 { print $4 " free" }'
            """;
    private static final String TOOLS = """
            for tool in bash setsid flock awk df; do
                command -v "$tool" >/dev/null || { echo "$tool is missing"; exit 1; }
            done
            echo "bash, setsid and flock are there"
            """;
    private static final String AGENT = """
            for word in $1; do
                case $word in
                    *=*) ;;
                    *) command -v -- "$word" && exit 0; echo "$word is not on the PATH"; exit 1 ;;
                esac
            done
            """;

    private final Configuration configuration;
    private final Clusters clusters;

    ClusterInspection(Configuration configuration, Clusters clusters) {
        this.configuration = configuration;
        this.clusters = clusters;
    }

    /**
     * One link.
     *
     * @param detail what was found, or what is wrong and what to do
     */
    public record Finding(String name, boolean ok, String detail) {}

    public List<Finding> inspect(ClusterConfig cluster) throws InterruptedException {
        RemoteShell shell;
        try {
            shell = clusters.access(cluster.name()).shell();
        } catch (RuntimeException e) {
            return List.of(new Finding("reach", false, String.valueOf(e.getMessage())));
        }
        List<Finding> findings = new ArrayList<>();
        findings.add(look(shell, "shell", TOOLS, "", complaint -> complaint + "; install it"));
        findings.add(look(
                shell,
                "working directory",
                WORKING_DIRECTORY,
                cluster.workingDir(),
                complaint -> cluster.workingDir() + " cannot be written: " + complaint
                        + "; mend its permissions or change working_dir"));
        if (needsClaude(cluster)) {
            String command = cluster.claudeCommand() == null
                    ? Objects.requireNonNullElse(configuration.claudeCommand(), Configuration.DEFAULT_CLAUDE_COMMAND)
                    : cluster.claudeCommand();
            findings.add(look(
                    shell,
                    "agent",
                    AGENT,
                    command,
                    complaint -> complaint + "; install the agent, or write its whole path into claude_command"));
        }
        return findings;
    }

    private boolean needsClaude(ClusterConfig cluster) {
        return configuration.studies().stream()
                .anyMatch(study -> study.cluster().equals(cluster.name()) && study.agent() == AgentType.CLAUDE);
    }

    private static Finding look(
            RemoteShell shell, String name, String script, String argument, Function<String, String> advice)
            throws InterruptedException {
        try {
            ShellResult result = shell.run(ShellCommand.script(script, List.of(argument)));
            return result.ok()
                    ? new Finding(name, true, result.stdout().strip())
                    : new Finding(name, false, advice.apply(result.complaint()));
        } catch (RuntimeException e) {
            return new Finding(name, false, String.valueOf(e.getMessage()));
        }
    }
}
