package io.researchloop.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

@Command(
        name = "researchloop",
        description = "Runs research ideas as sprints by AI coding agents on batch clusters.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        scope = ScopeType.INHERIT,
        sortOptions = false,
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Exit codes: 0 done, 1 failed, 2 not understood. NO_COLOR turns colours off.",
            "The server is the one of RESEARCHLOOP_URL, of -c, of `connect`, or this machine's."
        })
final class RootCommand implements Runnable {
    private final Session session;

    @Spec
    private @Nullable CommandSpec spec;

    RootCommand(Session session) {
        this.session = session;
    }

    @Option(
            names = {"-c", "--config"},
            paramLabel = "PATH",
            scope = ScopeType.INHERIT,
            description = "The server's researchloop.toml, when it runs on this machine.")
    void config(@Nullable Path path) {
        session.useConfig(path);
    }

    @Option(names = "--json", scope = ScopeType.INHERIT, description = "Answer as JSON.")
    void json(boolean wanted) {
        session.speakJson(wanted);
    }

    @Override
    public void run() {
        throw missingCommand(spec);
    }

    /** A group of commands alone does nothing: its usage says what it could do. */
    static RuntimeException missingCommand(@Nullable CommandSpec spec) {
        if (spec == null) {
            return new IllegalStateException("picocli has not set up this command");
        }
        return new ParameterException(spec.commandLine(), "Which command?");
    }
}
