package io.researchloop.web.start;

import io.researchloop.activities.config.Configuration;
import io.researchloop.activities.config.ConfigurationLoader;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The part of the command line that is this program. Exit codes: 0 done, 1 failed, 2 wrong usage. */
@Command(
        name = "researchloop",
        description = "Research sprints by AI coding agents, on durable workflows.",
        subcommands = {
            ServeCommand.class,
            InitCommand.class,
            StudyCommand.class,
            ClusterCommand.class,
            DemoCommand.class,
            DoctorCommand.class,
            EngineCommand.class,
            MockSlackCommand.class
        },
        mixinStandardHelpOptions = true,
        versionProvider = ServerCommand.Version.class,
        scope = ScopeType.INHERIT)
public final class ServerCommand implements Callable<Integer> {
    @Option(
            names = {"-c", "--config"},
            paramLabel = "PATH",
            description = "The configuration file; else researchloop.toml here or in ~/.config/researchloop.",
            scope = ScopeType.INHERIT)
    @Nullable
    Path config;

    /** @return the exit code */
    public static int run(String... args) {
        CommandLine line = new CommandLine(new ServerCommand());
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setExecutionExceptionHandler((failure, command, parsed) -> complain(failure, command.getErr()));
        return line.execute(args);
    }

    private static int complain(Exception failure, PrintWriter err) throws Exception {
        if (failure instanceof SpringApplication.AbandonedRunException) {
            // A training run, which spring.context.exit ends before anybody is served.
            return CommandLine.ExitCode.OK;
        }
        err.println(MendableFailures.sentence(failure).orElseThrow(() -> failure));
        return CommandLine.ExitCode.SOFTWARE;
    }

    /** Reads the configuration and prints its warnings. */
    Configuration configuration(PrintStream err) {
        Configuration configuration = ConfigurationLoader.load(
                Optional.ofNullable(config),
                System.getenv(),
                Path.of("").toAbsolutePath(),
                Path.of(System.getProperty("user.home")));
        configuration.warnings().forEach(warning -> err.println("warning: " + warning));
        return configuration;
    }

    @Override
    public Integer call() {
        CommandLine.usage(this, System.out);
        return CommandLine.ExitCode.USAGE;
    }

    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = ServerCommand.class.getPackage().getImplementationVersion();
            return new String[] {"researchloop " + (version == null ? "(not packaged)" : version)};
        }
    }
}
