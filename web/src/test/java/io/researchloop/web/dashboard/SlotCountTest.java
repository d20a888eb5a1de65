package io.researchloop.web.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.researchloop.activities.store.SprintStore;
import io.researchloop.activities.store.Tweaks;
import io.researchloop.web.Http;
import io.researchloop.web.TestServer;
import io.researchloop.workflows.model.SprintProjection;
import io.researchloop.workflows.model.SprintStatus;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SlotCountTest {
    @Test
    void aTweakInASlotCountsEverywhereAndIsNamed(@TempDir Path folder) throws Exception {
        try (TestServer server = TestServer.start(folder)) {
            Http api = server.http().secret();
            String running = sprint(api);
            String finished = sprint(api);
            server.bean(SprintStore.class).project(projection(running, SprintStatus.RUNNING));
            server.bean(SprintStore.class).project(projection(finished, SprintStatus.COMPLETED));
            String tweak = api.post(
                            "/api/sprints/" + finished + "/tweak", "{\"instruction\":\"Redraw <b>figure</b> 2.\"}")
                    .json()
                    .get("tweak_id")
                    .getAsString();

            assertThat(used(api)).isEqualTo(1);
            server.bean(Tweaks.class).project(projection(tweak, SprintStatus.RUNNING));

            assertThat(used(api)).isEqualTo(2);
            Http browser = DashboardBrowser.signIn(server.http().with("Accept", "text/html"));
            assertThat(browser.get("/dashboard/clusters").body())
                    .containsPattern("<span>2 of \\d+ slots used</span>")
                    .containsPattern("Slots <span class=\"faint\">2 of \\d+ used")
                    .contains("href=\"/dashboard/sprints/" + finished + "/tweak\"", "Redraw &lt;b&gt;figure");
            assertThat(browser.get("/dashboard/").body()).containsPattern("aria-label=\"2 of \\d+ slots used\"");

            server.bean(Tweaks.class).project(projection(tweak, SprintStatus.COMPLETED, 10));
            assertThat(used(api)).isEqualTo(1);
        }
    }

    private static int used(Http api) {
        return api.get("/api/clusters")
                .json()
                .getAsJsonArray("clusters")
                .get(0)
                .getAsJsonObject()
                .get("slots_in_use")
                .getAsInt();
    }

    private static String sprint(Http api) {
        return api.post("/api/sprints", "{\"study_name\":\"grokking\",\"idea\":\"An idea\"}")
                .json()
                .get("sprint_id")
                .getAsString();
    }

    private static SprintProjection projection(String id, SprintStatus status) {
        return projection(id, status, 9);
    }

    private static SprintProjection projection(String id, SprintStatus status, long revision) {
        return new SprintProjection(
                id, revision, status, 1, 0, 0, null, 0, null, null, null, Instant.now(), null, null, null);
    }
}
