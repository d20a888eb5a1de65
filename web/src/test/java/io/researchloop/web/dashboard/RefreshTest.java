package io.researchloop.web.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.researchloop.activities.cluster.WantedLooks;
import io.researchloop.web.Http;
import io.researchloop.web.Http.Answer;
import io.researchloop.web.TestServer;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RefreshTest {
    private static final String PAGE = "/dashboard/sprints/" + Seed.RUNNING;

    private TestServer server;

    @BeforeEach
    void start(@TempDir Path folder) throws Exception {
        server = TestServer.start(folder);
        new Seed(server).all();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void theApiTakesAWishForASprintWithAJob() {
        Http api = server.http().secret();

        Answer queued = api.post("/api/sprints/" + Seed.QUEUED + "/refresh", "");
        assertThat(queued.status()).isEqualTo(409);
        assertThat(queued.detail()).isEqualTo("The sprint is queued; it has no job to look at");
        assertThat(api.post("/api/sprints/" + Seed.COMPLETED + "/refresh", "").status())
                .isEqualTo(409);
        assertThat(api.post("/api/sprints/sp-nope/refresh", "").status()).isEqualTo(404);
        assertThat(server.bean(WantedLooks.class).isWanted("here")).isFalse();

        Answer running = api.post("/api/sprints/" + Seed.RUNNING + "/refresh", "");
        assertThat(running.status()).isEqualTo(202);
        assertThat(running.body()).isEqualTo("{\"refreshing\":true,\"cluster\":\"here\"}");
        assertThat(server.bean(WantedLooks.class).isWanted("here")).isTrue();
    }

    @Test
    void thePageHasAButtonWhileThereIsAJobAndSaysWhatItDid() {
        Http browser = DashboardBrowser.signIn(server.http().with("Accept", "text/html"));
        Answer page = browser.get(PAGE);
        assertThat(page.body()).contains("Refresh now");
        assertThat(browser.get("/dashboard/sprints/" + Seed.QUEUED).body()).doesNotContain("Refresh now");
        assertThat(browser.get("/dashboard/sprints/" + Seed.COMPLETED).body()).doesNotContain("Refresh now");

        Answer asked = browser.form(
                PAGE + "/refresh", "_csrf=" + DashboardBrowser.encoded(DashboardBrowser.csrf(page.body())));

        assertThat(asked.status()).isEqualTo(302);
        assertThat(asked.header("Location")).endsWith(PAGE + "?refreshing");
        assertThat(server.bean(WantedLooks.class).isWanted("here")).isTrue();
        assertThat(browser.get(PAGE + "?refreshing").body()).contains("The cluster is being asked");
    }
}
