package io.researchloop.web.start;

import io.researchloop.activities.config.ClusterConfig;
import io.researchloop.activities.config.Configuration;
import io.researchloop.activities.config.ConfigurationFaults;
import io.researchloop.activities.config.TransportType;
import io.researchloop.activities.inspection.AgentHere;
import io.researchloop.activities.inspection.Finding;
import io.researchloop.temporal.EngineDoctor;
import io.researchloop.temporal.EngineReport;
import io.researchloop.temporal.EngineSettings;
import io.researchloop.web.boot.Engines;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** {@code researchloop doctor}. It fails if a server could not start here; that an agent is missing, it only says. */
@Command(name = "doctor", description = "Say what this machine has, what is missing, which engine would run, and why.")
final class DoctorCommand implements Callable<Integer> {
    @ParentCommand
    private @Nullable ServerCommand parent;

    @Override
    public Integer call() throws InterruptedException {
        System.out.println("java: " + Runtime.version() + " at " + System.getProperty("java.home"));
        Configuration configuration = null;
        try {
            configuration = Objects.requireNonNull(parent).configuration(System.out);
            System.out.println("configuration: " + configuration.file());
            describe(configuration);
        } catch (ConfigurationFaults e) {
            System.out.println("configuration: " + e.getMessage());
        }
        EngineReport engine = EngineDoctor.report(settings(configuration));
        engine.lines().forEach(System.out::println);
        return configuration != null && engine.usable() ? 0 : 1;
    }

    private static EngineSettings settings(@Nullable Configuration configuration) {
        return configuration == null
                ? EngineSettings.auto(Path.of("").toAbsolutePath(), Engines.cache(System.getenv()))
                : Engines.settings(configuration);
    }

    private static void describe(Configuration configuration) throws InterruptedException {
        Path database = configuration.dbPath();
        Path folder = database.toAbsolutePath().getParent();
        System.out.println("database: " + database
                + (folder != null && Files.isDirectory(folder) && !Files.isWritable(folder)
                        ? " (its folder cannot be written: mend the permissions or change db_path)"
                        : ""));
        for (ClusterConfig cluster : configuration.clusters()) {
            System.out.println("cluster: " + cluster.name() + ", "
                    + cluster.schedulerType().word() + ", " + cluster.maxConcurrentJobs() + " jobs at once, in "
                    + cluster.workingDir());
            if (cluster.transport() != TransportType.LOCAL) {
                System.out.println(
                        "  not asked: a server asks it, by  researchloop cluster check -n " + cluster.name());
            }
            AgentHere.look(configuration, cluster)
                    .ifPresent(agent -> System.out.println("  agent: " + agent.detail() + instead(agent)));
        }
        configuration
                .studies()
                .forEach(study -> System.out.println("study: " + study.name() + " on " + study.cluster() + ", agent "
                        + study.agent().word()));
    }

    private static String instead(Finding agent) {
        return agent.fix().isEmpty() ? "" : ". " + agent.fix();
    }
}
