package io.researchloop.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The commands that are part of the server: the launcher starts them there, so that the server alone knows how they
 * work. They are named here for the help and for completion.
 */
final class ServerCommands {
    private ServerCommands() {}

    /** The commands of the root, by name. */
    static Map<String, Supplier<CommandLine>> all() {
        var all = new LinkedHashMap<String, Supplier<CommandLine>>();
        all.put(
                "demo",
                () -> named("demo", "Runs one sprint on this machine and shows it.", "--once", "--agent", "--slack"));
        all.put("init", () -> named("init", "Writes a commented config to start from.", "-p"));
        all.put("serve", () -> named("serve", "Starts the server.", "--host", "--port"));
        all.put("doctor", () -> named("doctor", "Says what is set up, what is missing, and how to mend it."));
        all.put("engine", () -> named("engine", "Installs the Temporal engine into the cache: engine install."));
        all.put("mock-slack", () -> named("mock-slack", "Starts a small Slack to try things out.", "--port", "--app"));
        return all;
    }

    static CommandLine studyInit() {
        return named("init", "Adds a study to the config.", "--dir");
    }

    static CommandLine clusterLogin() {
        return named(
                "login",
                "Opens the connection to a cluster with transport = \"openssh\", on the server's machine.",
                "--status",
                "--close");
    }

    private static CommandLine named(String name, String description, String... options) {
        var spec = CommandSpec.wrapWithoutInspection(new Elsewhere(name)).name(name);
        spec.usageMessage().description(description);
        spec.parser().unmatchedArgumentsAllowed(true).unmatchedOptionsArePositionalParams(true);
        for (var option : options) {
            spec.addOption(OptionSpec.builder(option).arity("0..1").build());
        }
        return new CommandLine(spec);
    }

    private record Elsewhere(String name) implements Callable<Integer> {
        @Override
        public Integer call() {
            throw new Failure("`" + name + "` is part of the server."
                    + " Start it with the ./researchloop script of the ResearchLoop checkout.");
        }
    }
}
