package io.researchloop.web.start;

import io.researchloop.mockslack.MockSlack;
import io.researchloop.mockslack.SlackSecrets;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The demo's Slack, or none. */
final class DemoSlack implements AutoCloseable {
    /** Slack allows short bursts, and then a message a second in a channel. */
    private static final int BURST = 20;

    private final @Nullable MockSlack slack;
    private final Map<String, String> environment;

    private DemoSlack(@Nullable MockSlack slack, Map<String, String> environment) {
        this.slack = slack;
        this.environment = environment;
    }

    /** @param app where the orchestrator is going to answer */
    static DemoSlack start(boolean wanted, String app) throws IOException {
        if (!wanted) {
            return new DemoSlack(null, Map.of());
        }
        SlackSecrets secrets = SlackSecrets.random();
        MockSlack slack = new MockSlack(secrets, 0, app);
        slack.burst(BURST);
        return new DemoSlack(
                slack,
                Map.of(
                        "RESEARCHLOOP_SLACK_API_URL", slack.url(),
                        "RESEARCHLOOP_SLACK_BOT_TOKEN", secrets.botToken(),
                        "RESEARCHLOOP_SLACK_SIGNING_SECRET", secrets.signing(),
                        "RESEARCHLOOP_SLACK_CHANNEL_ID", "C1",
                        "RESEARCHLOOP_SLACK_ALLOWED_USER_IDS", "U1,U2"));
    }

    /** What the orchestrator needs to know of it. */
    Map<String, String> environment() {
        return environment;
    }

    void announce(PrintStream out) {
        if (slack != null) {
            out.println("Slack:     " + slack.page() + "   say: @ResearchLoop help");
        }
    }

    @Override
    public void close() {
        if (slack != null) {
            slack.close();
        }
    }
}
