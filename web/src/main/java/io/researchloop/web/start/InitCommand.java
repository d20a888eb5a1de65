package io.researchloop.web.start;

import io.researchloop.activities.config.ConfigTemplate;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code researchloop init}. */
@Command(name = "init", description = "Write a commented researchloop.toml that starts as it is.")
final class InitCommand implements Callable<Integer> {
    @Option(
            names = {"-p", "--path"},
            paramLabel = "DIR",
            defaultValue = ".",
            description = "The directory of the project; made if need be.")
    private Path directory = Path.of(".");

    @Override
    public Integer call() {
        Path file = ConfigTemplate.init(directory.toAbsolutePath().normalize());
        System.out.println("Wrote " + file);
        System.out.println("Next: look it through, then  researchloop -c " + file + " serve");
        return 0;
    }
}
