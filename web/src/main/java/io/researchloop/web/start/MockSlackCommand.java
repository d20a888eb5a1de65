package io.researchloop.web.start;

import io.researchloop.mockslack.MockSlack;
import io.researchloop.mockslack.SlackSecrets;
import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code researchloop mock-slack}: a Slack on a page of this machine, to try an orchestrator's own configuration with. */
@Command(name = "mock-slack", description = "Start a small Slack on a page of this machine, to try things out.")
final class MockSlackCommand implements Callable<Integer> {
    private static final int BURST = 20;

    @Option(names = "--port", defaultValue = "0", description = "The page's port; else a free one.")
    private int port;

    @Option(
            names = "--app",
            paramLabel = "URL",
            description = "Where the orchestrator answers, to be spoken to over HTTP; else it connects by Socket Mode.")
    private @Nullable String app;

    @Override
    public Integer call() throws InterruptedException {
        SlackSecrets secrets = SlackSecrets.random();
        try (MockSlack slack = new MockSlack(secrets, port, app)) {
            slack.burst(BURST);
            System.out.println("Slack's page: " + slack.page());
            System.out.println("Start the orchestrator with:");
            variable("API_URL", slack.url());
            variable("CHANNEL_ID", "C1");
            variable("ALLOWED_USER_IDS", "U1,U2");
            variable("BOT_TOKEN", secrets.botToken());
            if (app == null) {
                variable("APP_TOKEN", secrets.appToken());
            } else {
                variable("SIGNING_SECRET", secrets.signing());
            }
            System.out.println("End it with Ctrl-C.");
            new CountDownLatch(1).await();
            return CommandLine.ExitCode.OK;
        } catch (IOException e) {
            System.err.println("Mock Slack cannot start at port " + port + ": " + e.getMessage()
                    + "; choose another with --port.");
            return CommandLine.ExitCode.SOFTWARE;
        }
    }

    private static void variable(String name, String value) {
        System.out.println("  export RESEARCHLOOP_SLACK_" + name + "=" + value);
    }
}
