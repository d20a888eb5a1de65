package io.researchloop.web.start;

import io.researchloop.temporal.TemporalBinary;
import io.researchloop.web.boot.Engines;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code researchloop engine}. */
@Command(
        name = "engine",
        description = "Temporal, the engine of the workflows.",
        subcommands = EngineCommand.Install.class)
final class EngineCommand implements Callable<Integer> {
    @Override
    public Integer call() {
        CommandLine.usage(this, System.out);
        return CommandLine.ExitCode.USAGE;
    }

    /** {@code researchloop engine install}. */
    @Command(
            name = "install",
            description = "Put the temporal binary into the cache folder, so that workflows survive on this machine.")
    static final class Install implements Callable<Integer> {
        @Option(
                names = "--limit-minutes",
                defaultValue = "15",
                description = "Give up after so many minutes (${DEFAULT-VALUE}).")
        private int minutes = 15;

        @Override
        public Integer call() throws InterruptedException {
            try {
                TemporalBinary binary = TemporalBinary.install(
                        Engines.cache(System.getenv()), System.out::println, Duration.ofMinutes(minutes));
                System.out.println(binary.path() + " is ready, version " + binary.version());
                return CommandLine.ExitCode.OK;
            } catch (IOException e) {
                System.err.println(e.getMessage());
                return CommandLine.ExitCode.SOFTWARE;
            }
        }
    }
}
