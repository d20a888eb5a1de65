package io.researchloop.web.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.researchloop.activities.config.ClusterConfig;
import io.researchloop.activities.config.Configuration;
import io.researchloop.activities.deployment.Deployment;
import io.researchloop.activities.store.ClusterState;
import io.researchloop.web.TestServer;
import io.researchloop.web.command.ClusterCheck.Report;
import io.researchloop.web.command.ClusterCheck.Status;
import io.researchloop.web.command.ClusterCheck.Step;
import io.researchloop.web.dashboard.view.ClusterView;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the clusters page shows of a check and of what is on its way, drawn by the real templates. */
class ClusterFragmentTest {
    private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");

    private static TestServer server;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        server = TestServer.start(folder);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void showsHowMuchOfARuntimeIsThere() {
        String page = draw(null, new Deployment("runtime", Deployment.Phase.SENDING, 6_000_000, 19_000_000, NOW, null));

        assertThat(page)
                .contains("The Java runtime is being sent", "max=\"19000000\"", "value=\"6000000\"")
                .contains("data-status=\"running\"");
    }

    @Test
    void showsWhyARunnerDidNotGetThere() {
        String page = draw(
                null, new Deployment("runner", Deployment.Phase.FAILED, 0, 600_000, NOW, "No space left on <device>"));

        assertThat(page)
                .contains("The runner could not be brought there", "No space left on &lt;device&gt;")
                .doesNotContain("<meter");
    }

    @Test
    void saysNothingOfWhatHasArrived() {
        String page = draw(null, new Deployment("runner", Deployment.Phase.READY, 600_000, 600_000, NOW, null));

        assertThat(page).doesNotContain("callout");
    }

    @Test
    void gathersWhatWasNotTried() {
        List<Step> steps = List.of(
                new Step("network", Status.FAILED, "login:22 does not open", "Set proxy_jump."),
                new Step("host key", Status.NOT_TRIED, "", ""),
                new Step("sign-in", Status.NOT_TRIED, "", ""));

        String ended = draw(new Report(NOW, NOW, steps), null);
        String underWay = draw(new Report(NOW, null, steps), null);

        assertThat(ended)
                .contains("Failed: </span>Network", "login:22 does not open", "Set proxy_jump.")
                .contains("Not tried: </span>The rest", "host key, sign-in");
        assertThat(underWay).contains("under way", "Waiting: </span>Sign-in").doesNotContain("The rest");
    }

    @Test
    void oneLookThatFailedIsNoAlarm() {
        String page = draw(null, null, new ClusterState("here", NOW, NOW, null, "connection reset"));

        assertThat(page)
                .contains("Reachable", "Last look failed", "connection reset")
                .doesNotContain("does not answer");
    }

    private static String draw(@Nullable Report check, @Nullable Deployment deployment) {
        return draw(check, deployment, null);
    }

    private static String draw(@Nullable Report check, @Nullable Deployment deployment, @Nullable ClusterState state) {
        ClusterConfig config = server.bean(Configuration.class).clusters().get(0);
        ClusterView view = ClusterView.of(
                config,
                state,
                List.of(),
                List.of(),
                List.of(),
                0,
                null,
                Map.of(),
                check,
                deployment,
                NOW,
                ZoneOffset.UTC);
        return server.bean(Fragments.class)
                .render("parts/clusters", "all", Map.of("page", new ClustersView(List.of(view))));
    }
}
