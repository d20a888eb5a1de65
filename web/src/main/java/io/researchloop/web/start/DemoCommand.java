package io.researchloop.web.start;

import io.researchloop.activities.config.ConfigTemplate;
import io.researchloop.activities.config.Configuration;
import io.researchloop.activities.config.ConfigurationLoader;
import io.researchloop.activities.store.SprintDetail;
import io.researchloop.activities.store.SprintStore;
import io.researchloop.web.command.EngineView;
import io.researchloop.web.command.NewSprintRequest;
import io.researchloop.web.command.SprintCommands;
import io.researchloop.web.command.WorkflowGateway;
import io.researchloop.workflows.model.SprintStatus;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code researchloop demo}: a project in a fresh folder, an orchestrator, and one sprint to its end. */
@Command(name = "demo", description = "Run one sprint from start to end in a fresh folder, on this machine.")
final class DemoCommand implements Callable<Integer> {
    private static final String STUDY = "demo";

    @Parameters(
            arity = "0..1",
            paramLabel = "IDEA",
            defaultValue = "Does ridge regularisation remove the double-descent peak of random-feature regression?",
            description = "What to look into (${DEFAULT-VALUE}).")
    private String idea = "";

    @Option(names = "--once", description = "End when the sprint has ended; exit code 0 if it completed.")
    private boolean once;

    @Option(
            names = "--agent",
            defaultValue = "scripted",
            description = "scripted: a fixed script that needs no account; claude: the real one (${DEFAULT-VALUE}).")
    private String agent = "scripted";

    @Option(
            names = "--max-cost-usd",
            defaultValue = "1.0",
            description = "What a real agent may spend, in US dollars (${DEFAULT-VALUE}).")
    private double maxCostUsd = 1.0;

    @Option(names = "--dir", paramLabel = "DIR", description = "The folder; else researchloop-demo/<time> here.")
    private @Nullable Path directory;

    @Option(names = "--port", description = "The dashboard's port; else a free one.")
    private @Nullable Integer port;

    @Option(names = "--slack", description = "With a small Slack of its own, on a page of this machine.")
    private boolean withSlack;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (!agent.equals("scripted") && !agent.equals("claude")) {
            System.err.println("--agent: expected scripted or claude, found " + agent);
            return CommandLine.ExitCode.USAGE;
        }
        announceAgent();
        Path folder = folder();
        String password = HexFormat.of().formatHex(randomBytes(6));
        int dashboardPort = port == null ? freePort() : port;
        try (DemoSlack slack = DemoSlack.start(withSlack, "http://127.0.0.1:" + dashboardPort)) {
            return run(folder, password, configuration(folder, dashboardPort, password, slack), slack);
        }
    }

    private int run(Path folder, String password, Configuration configuration, DemoSlack slack)
            throws InterruptedException {
        System.setProperty(
                "logging.file.name", folder.resolve("researchloop.log").toString());
        System.setProperty("logging.threshold.console", "OFF");
        try (ConfigurableApplicationContext application = ServerProgram.start(configuration, null, null)) {
            String dashboard = ServerProgram.dashboardUrl(application);
            System.out.println("Project:   " + folder);
            System.out.println("Dashboard: " + dashboard + "   password " + password);
            System.out.println("Engine:    " + engine(application.getBean(WorkflowGateway.class)));
            slack.announce(System.out);
            SprintDetail ended = runSprint(application);
            boolean completed = ended.row().status() == SprintStatus.COMPLETED;
            new DemoResult(ended, dashboard).print(System.out);
            if (!once) {
                System.out.println("The orchestrator stays up; end it with Ctrl-C.");
                Endless.await(application);
            }
            return completed ? 0 : CommandLine.ExitCode.SOFTWARE;
        }
    }

    private void announceAgent() {
        if (agent.equals("scripted")) {
            System.out.println("Agent:     the scripted agent, a fixed script and no AI. For a real one:"
                    + "  ./researchloop demo --agent claude  (it may spend $1)");
        } else {
            System.out.printf("Agent:     claude, signed in on this machine; it may spend $%.2f%n", maxCostUsd);
        }
    }

    private Path folder() {
        Path chosen = directory != null
                ? directory
                : Path.of(
                        "researchloop-demo",
                        DateTimeFormatter.ofPattern("yyyy-MM-dd--HH-mm-ss")
                                .format(LocalDateTime.now(ZoneId.systemDefault())));
        return chosen.toAbsolutePath().normalize();
    }

    private Configuration configuration(Path folder, int dashboardPort, String password, DemoSlack slack) {
        Path file = ConfigTemplate.demo(folder, dashboardPort, agent, maxCostUsd);
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.keySet().removeIf(name -> name.startsWith("RESEARCHLOOP_"));
        environment.put("RESEARCHLOOP_DASHBOARD_PASSWORD", password);
        environment.putAll(slack.environment());
        return ConfigurationLoader.load(
                Optional.of(file), environment, folder, Path.of(System.getProperty("user.home")));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static byte[] randomBytes(int count) {
        byte[] bytes = new byte[count];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }

    /** The engine comes up beside the sprint; nobody waits for it here longer than a moment. */
    private static String engine(WorkflowGateway gateway) throws InterruptedException {
        for (int i = 0; i < 30 && !gateway.engine().ready(); i++) {
            Thread.sleep(100);
        }
        EngineView engine = gateway.engine();
        if (!engine.ready()) {
            return "Temporal is still coming up (" + engine.mode() + "); the sprint waits for it";
        }
        return engine.uiUrl() == null
                ? "Temporal, " + engine.mode() + ". " + engine.detail()
                : "Temporal, " + engine.mode() + ", its pages at " + engine.uiUrl();
    }

    private SprintDetail runSprint(ConfigurableApplicationContext application) throws InterruptedException {
        String id = application
                .getBean(SprintCommands.class)
                .create(new NewSprintRequest(STUDY, idea, Map.of(), null, null, null, null))
                .id();
        System.out.println("Sprint:    " + id + "  " + idea);
        SprintStore sprints = application.getBean(SprintStore.class);
        DemoProgress progress = new DemoProgress(System.out, Boolean.getBoolean("researchloop.terminal"));
        while (true) {
            SprintDetail sprint = sprints.detail(id).orElseThrow();
            progress.show(sprint);
            if (sprint.row().status().terminal()) {
                return sprint;
            }
            Thread.sleep(100);
        }
    }
}
