package io.researchloop.web;

import io.researchloop.activities.config.Configuration;
import io.researchloop.activities.config.ConfigurationLoader;
import io.researchloop.activities.store.StudyRow;
import io.researchloop.activities.store.StudyStore;
import io.researchloop.web.command.EngineView;
import io.researchloop.web.command.WorkflowGateway;
import io.researchloop.web.security.RunnerTokens;
import io.temporal.client.WorkflowClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.coyote.ProtocolHandler;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.support.GenericApplicationContext;

/**
 * The real server on a free port of this machine, with a folder of its own, a local cluster and a study of the scripted
 * agent. There is no engine unless a test brings one.
 */
public final class TestServer implements AutoCloseable {
    public static final String SECRET = "a shared secret";
    public static final String PASSWORD = "correct horse battery";

    private final ServletWebServerApplicationContext context;
    private final SwitchableGateway gateway = new SwitchableGateway();

    private TestServer(Configuration configuration) {
        SpringApplication application = new SpringApplication(ResearchLoopServer.class);
        application.setDefaultProperties(Map.of("server.port", "0", "server.address", "127.0.0.1"));
        application.setRegisterShutdownHook(false);
        ApplicationContextInitializer<GenericApplicationContext> beans = at -> {
            at.registerBean(Configuration.class, () -> configuration);
            at.registerBean(WorkflowGateway.class, () -> gateway);
        };
        application.addInitializers(beans);
        this.context = (ServletWebServerApplicationContext) application.run();
        bean(StudyStore.class)
                .sync(configuration.studies().stream()
                        .map(study -> new StudyRow(
                                study.name(),
                                study.cluster(),
                                study.description(),
                                null,
                                study.sprintsDir(),
                                Instant.now(),
                                "{}",
                                StudyRow.CONFIG))
                        .toList());
    }

    /** With a password and a shared secret. */
    public static TestServer start(Path folder) throws IOException {
        return start(folder, "shared_secret = \"" + SECRET + "\"\n", Map.of("DASHBOARD_PASSWORD", PASSWORD));
    }

    /**
     * @param top lines for the beginning of the configuration
     * @param environment without the prefix
     */
    public static TestServer start(Path folder, String top, Map<String, String> environment) throws IOException {
        Path script = Files.writeString(folder.resolve("steps.txt"), "");
        Path file = Files.writeString(
                folder.resolve("researchloop.toml"), top + """
                        [[cluster]]
                        name = "here"
                        scheduler_type = "local"
                        working_dir = "%s"

                        [cluster.job_options]
                        queue = "short"

                        [[study]]
                        name = "grokking"
                        cluster = "here"
                        description = "Why networks learn late"
                        agent = "scripted"
                        agent_script = "%s"
                        """.formatted(folder.resolve("work"), script));
        Map<String, String> prefixed = new LinkedHashMap<>();
        environment.forEach((name, value) -> prefixed.put("RESEARCHLOOP_" + name, value));
        return new TestServer(ConfigurationLoader.load(Optional.of(file), prefixed, folder, folder));
    }

    public Http http() {
        return new Http("http://127.0.0.1:" + port());
    }

    public int port() {
        return java.util.Objects.requireNonNull(context.getWebServer()).getPort();
    }

    /** What takes the connections. */
    public ProtocolHandler container() {
        TomcatWebServer web = (TomcatWebServer) java.util.Objects.requireNonNull(context.getWebServer());
        return web.getTomcat().getConnector().getProtocolHandler();
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    public String runnerToken(String sprintId) {
        return bean(RunnerTokens.class).tokenFor(sprintId);
    }

    /** Brings the engine up, or with null takes it away. */
    public void engine(@org.jspecify.annotations.Nullable WorkflowClient client) {
        gateway.client = Optional.ofNullable(client);
    }

    @Override
    public void close() {
        context.close();
    }

    private static final class SwitchableGateway implements WorkflowGateway {
        private volatile Optional<WorkflowClient> client = Optional.empty();

        @Override
        public Optional<WorkflowClient> client() {
            return client;
        }

        @Override
        public EngineView engine() {
            return new EngineView(client.isPresent(), "in-memory", "Only a test's", null, "default");
        }
    }
}
