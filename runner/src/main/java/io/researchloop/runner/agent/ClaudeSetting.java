package io.researchloop.runner.agent;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What all steps of one attempt share.
 *
 * @param commandLine shell text, as the user configured it
 * @param options further options of {@code claude}
 * @param root whether this program runs as root
 */
record ClaudeSetting(
        String commandLine,
        @Nullable String model,
        Map<String, String> environment,
        List<String> options,
        boolean root,
        Patience patience) {
    ClaudeSetting {
        environment = Map.copyOf(environment);
        options = List.copyOf(options);
    }

    ClaudeSetting(
            String commandLine,
            @Nullable String model,
            Map<String, String> environment,
            boolean root,
            Patience patience) {
        this(commandLine, model, environment, List.of(), root, patience);
    }

    /**
     * How long to wait for a process that shall end.
     *
     * @param interrupt after it was asked for its result
     * @param terminate after SIGTERM
     * @param idle after it gave its result by itself
     */
    record Patience(Duration interrupt, Duration terminate, Duration idle) {
        static final Patience USUAL =
                new Patience(Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ofMinutes(1));
    }
}
