package io.researchloop.web.start;

import io.researchloop.activities.config.Configuration;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code researchloop serve}. */
@Command(name = "serve", description = "Run the orchestrator: REST API, webhooks, dashboard.")
final class ServeCommand implements Callable<Integer> {
    @ParentCommand
    private @Nullable ServerCommand parent;

    @Option(names = "--host", description = "The address to listen on; else [dashboard] host.")
    private @Nullable String host;

    @Option(names = "--port", description = "The port to listen on; else [dashboard] port.")
    private @Nullable Integer port;

    @Override
    public Integer call() throws InterruptedException {
        Configuration configuration = Objects.requireNonNull(parent).configuration(System.err);
        ConfigurableApplicationContext application = ServerProgram.start(configuration, host, port);
        System.out.println("ResearchLoop serves at " + ServerProgram.dashboardUrl(application) + " (configuration "
                + configuration.file() + ")");
        Endless.await(application);
        return 0;
    }
}
