package io.researchloop.cli;

import io.researchloop.cli.terminal.SystemTerminal;
import io.researchloop.cli.watch.Pace;
import java.nio.file.Path;
import java.time.Clock;

/** The command line's main class. */
public final class ResearchLoopCli {
    private ResearchLoopCli() {}

    public static void main(String[] args) {
        var environment = System.getenv();
        var session =
                new Session(SystemTerminal.open(environment), environment, Path.of(""), Clock.systemUTC(), Pace.USUAL);
        System.exit(Commands.run(session, args));
    }
}
