package io.researchloop.activities.inspection;

import io.researchloop.activities.config.AgentType;
import io.researchloop.activities.config.ClusterConfig;
import io.researchloop.activities.config.Configuration;
import io.researchloop.activities.transport.RemoteShell;
import io.researchloop.activities.transport.ShellQuoting;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Is the agent of the cluster's studies there, and signed in? */
final class AgentLink {
    private static final String UNATTENDED = "--dangerously-skip-permissions";

    private AgentLink() {}

    /** The command lines of the agents that its studies use; empty if all are scripted. */
    static List<String> commands(Configuration configuration, ClusterConfig cluster) {
        return configuration.studies().stream()
                .filter(study -> study.cluster().equals(cluster.name()) && study.agent() == AgentType.CLAUDE)
                .map(configuration::claudeCommand)
                .distinct()
                .toList();
    }

    /** The first that is broken, else all of them. */
    static Finding look(RemoteShell shell, ClusterConfig cluster, List<String> commands) throws InterruptedException {
        StringBuilder environment = new StringBuilder();
        cluster.environment().forEach((name, value) -> environment
                .append("export ")
                .append(name)
                .append('=')
                .append(ShellQuoting.quote(value.value()))
                .append('\n'));
        List<Finding> findings = new ArrayList<>();
        for (String command : commands) {
            List<String> arguments = new ArrayList<>(List.of(command));
            arguments.addAll(cluster.setup());
            Answer answer = Answer.to(shell, environment.toString(), "agent.sh", arguments);
            findings.add(read(command, answer.whole()));
        }
        Optional<Finding> broken = findings.stream()
                .filter(finding -> finding.status() != Finding.Status.OK)
                .findFirst();
        return broken.orElseGet(() -> Finding.ok(
                Link.AGENT,
                String.join("; ", findings.stream().map(Finding::detail).toList())));
    }

    static Finding read(String command, Answer answer) {
        if (answer.says("absent")) {
            return Finding.failed(
                    Link.AGENT,
                    answer.word("absent") + " is not on the PATH of a job",
                    "Install the agent there, or write its whole path into claude_command.");
        }
        if (answer.says("broken")) {
            return Finding.failed(
                    Link.AGENT,
                    answer.word("path") + " does not start: " + answer.word("broken"),
                    "Log in and run it by hand; install it again if it does not start there either.");
        }
        String found = answer.word("version").isEmpty() ? answer.word("path") : answer.word("version");
        if (answer.says("root") && command.contains(UNATTENDED)) {
            return Finding.failed(
                    Link.AGENT,
                    found + " refuses " + UNATTENDED + " to root",
                    "Use another user, or set IS_SANDBOX = \"1\" in [cluster.environment] on a machine that is nothing"
                            + " but a sandbox.");
        }
        if (!answer.says("signed")) {
            return Finding.failed(
                    Link.AGENT,
                    found + ", not signed in",
                    "Run the agent once on the login node and sign in, or put ANTHROPIC_API_KEY or"
                            + " CLAUDE_CODE_OAUTH_TOKEN into [cluster.environment].");
        }
        return Finding.ok(Link.AGENT, found + ", signed " + answer.word("signed"));
    }
}
