package io.researchloop.web.dashboard;

import static io.researchloop.web.dashboard.DashboardBrowser.signIn;
import static org.assertj.core.api.Assertions.assertThat;

import io.researchloop.activities.store.ClusterStates;
import io.researchloop.activities.store.NewSprint;
import io.researchloop.activities.store.SprintStore;
import io.researchloop.web.Http;
import io.researchloop.web.TestServer;
import io.researchloop.workflows.model.JobRef;
import io.researchloop.workflows.model.SprintProjection;
import io.researchloop.workflows.model.SprintStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the home page leads to before the first sprint, and foretells after it, on a cluster of four slots. */
class HomePageTest {
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);

    private TestServer server;
    private Http browser;

    @BeforeEach
    void start(@TempDir Path folder) throws Exception {
        server = TestServer.start(folder);
        browser = signIn(server.http().with("Accept", "text/html"));
        server.bean(ClusterStates.class).polled("here", now);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void foretellsByWhatHasFinishedAndSaysSo() {
        for (int i = 0; i < 3; i++) {
            ended("sp-0000000" + i, Duration.ofHours(3));
        }
        running(4);
        make("sp-00000021", SprintStatus.QUEUED, Duration.ofMinutes(28));
        make("sp-00000022", SprintStatus.QUEUED, Duration.ofMinutes(15));

        String home = home();

        assertThat(home)
                .contains("datetime=\"" + now.plus(Duration.ofHours(2)), "1st of 2 on here", "2nd of 2 on here")
                .contains("<td role=\"cell\" class=\"num\" data-label=\"Slot\">about <time datetime=\""
                        + now.plus(Duration.ofHours(2)))
                .contains("from 3 earlier sprints")
                .doesNotContain("too early to say");
    }

    @Test
    void leadsToTheFirstSprint() {
        assertThat(home())
                .contains("Ready?", "2 of 3 done", "Cluster here answers", "Study grokking is there")
                .contains("<b>First sprint</b>", "by the agent scripted, in 8 h at most")
                .contains("href=\"/dashboard/?example=ablate#idea\"")
                .doesNotContain("[one part]");
        assertThat(browser.get("/dashboard/?example=ablate").body()).contains("remove [one part] of it");
    }

    @Test
    void offersSprintsWithIdsLikeOneThatIsNotThere() {
        make("sp-9a6f73b1", SprintStatus.RUNNING, Duration.ofHours(1));
        make("sp-9a6e7300", SprintStatus.RUNNING, Duration.ofHours(1));
        make("sp-9a600000", SprintStatus.RUNNING, Duration.ofHours(1));

        assertThat(missing("sp-9a6f7300"))
                .containsSubsequence("There is no sprint", "Did you mean", "sp-9a6e7300", "sp-9a6f73b1")
                .doesNotContain("sp-9a600000");
        assertThat(missing("sp-9a6f")).contains("sp-9a6f73b1").doesNotContain("sp-9a6e7300");
        assertThat(missing("sp-12345678")).doesNotContain("Did you mean");
    }

    @Test
    void saysWhyNothingCanBeForetold() {
        running(3);
        make("sp-00000014", SprintStatus.SUBMITTED, Duration.ofMinutes(5));
        make("sp-00000021", SprintStatus.QUEUED, Duration.ofMinutes(28));

        assertThat(home())
                .contains("too early to say", "as its scheduler decides", "28 min</time>", "1st of 1 on here");

        server.bean(ClusterStates.class).paused("here", now);

        assertThat(home()).contains("1st on here, which is paused", "when here is back", ">Paused</span>");
    }

    @Test
    void theClustersPageForetellsTheSame() {
        for (int i = 0; i < 3; i++) {
            ended("sp-0000000" + i, Duration.ofHours(3));
        }
        running(4);
        make("sp-00000021", SprintStatus.QUEUED, Duration.ofMinutes(28));

        String time = "<time datetime=\"" + now.plus(Duration.ofHours(2));
        String page = browser.get("/dashboard/clusters").body();
        assertThat(page)
                .contains("<span>4 of 4 slots used</span><span>1 in queues</span>", "<span class=\"tag\">local</span>")
                .contains(">ends about " + time, "about " + time, "from 3 earlier sprints")
                .contains("<dt>Ended in 7 days</dt><dd>3 sprints, $0.00</dd>");

        server.bean(ClusterStates.class).paused("here", now);

        assertThat(browser.get("/dashboard/clusters").body())
                .contains("1 paused", "when here is back")
                .doesNotContain("ends about");
    }

    private String missing(String id) {
        return browser.get("/dashboard/sprints/" + id).body();
    }

    private String home() {
        return browser.get("/dashboard/").body();
    }

    private void running(int count) {
        for (int i = 0; i < count; i++) {
            make("sp-0000001" + i, SprintStatus.RUNNING, Duration.ofHours(1));
        }
    }

    private void ended(String id, Duration ran) {
        create(id, ran);
        project(id, SprintStatus.COMPLETED, ran, now);
    }

    private void make(String id, SprintStatus status, Duration age) {
        create(id, age);
        project(id, status, age, null);
    }

    private void create(String id, Duration age) {
        server.bean(SprintStore.class)
                .create(new NewSprint(
                        id,
                        "grokking",
                        "here",
                        "Idea " + id,
                        "/work/" + id,
                        "scripted",
                        null,
                        null,
                        8 * 3600,
                        5,
                        60,
                        Map.of(),
                        null,
                        null,
                        null,
                        now.minus(age)));
    }

    private void project(String id, SprintStatus status, Duration age, @Nullable Instant ended) {
        Instant began = now.minus(age);
        boolean started = status == SprintStatus.RUNNING || ended != null;
        server.bean(SprintStore.class)
                .project(new SprintProjection(
                        id,
                        1,
                        status,
                        1,
                        0,
                        0,
                        status == SprintStatus.QUEUED ? null : new JobRef("here", "41", JobRef.nameOf(id, 1)),
                        ended == null ? 0 : age.toSeconds(),
                        began,
                        started ? began : null,
                        started ? began : null,
                        ended,
                        null,
                        null,
                        null));
    }
}
