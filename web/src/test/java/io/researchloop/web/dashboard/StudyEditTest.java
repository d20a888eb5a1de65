package io.researchloop.web.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.researchloop.activities.store.SprintRow;
import io.researchloop.activities.store.SprintStore;
import io.researchloop.activities.store.StudyChanges;
import io.researchloop.web.Http;
import io.researchloop.web.Http.Answer;
import io.researchloop.web.TestServer;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StudyEditTest {
    private static final String PAGE = "/dashboard/studies/grokking/edit";

    @TempDir
    Path folder;

    private TestServer server;
    private Http browser;

    @BeforeEach
    void start() throws Exception {
        server = TestServer.start(folder);
        browser = DashboardBrowser.signIn(server.http().with("Accept", "text/html"));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void theNextSprintIsMadeWithTheNewValuesAndAnotherStartKeepsThem() throws Exception {
        SprintRow before = sprint();

        Answer saved = save(0, "model=sonnet&max_cost_usd=1.5&max_sprint_duration_hours=2&description=Renamed");

        assertThat(saved.status()).isEqualTo(302);
        assertThat(before.model()).isNotEqualTo("sonnet");
        assertThat(sprint())
                .returns("sonnet", SprintRow::model)
                .returns(1.5, SprintRow::maxCostUsd)
                .returns(7200L, SprintRow::maxRunSeconds);
        assertThat(browser.get(PAGE + "?saved").body()).contains("Saved.", "value=\"sonnet\"", "Revert all");
        assertThat(browser.get("/dashboard/studies/grokking").body())
                .contains("Renamed", "source: user", "<code><b>sonnet</b></code><span class=\"tag\">User</span>");
        assertThat(server.http().secret().get("/api/studies").body()).contains("Renamed", "sonnet");
        server.close();
        start();
        assertThat(sprint().model()).isEqualTo("sonnet");
    }

    @Test
    void jobOptionsAreTheStudysLayerOverItsClusters() {
        assertThat(options()).isEqualTo(Map.of("queue", "short"));

        assertThat(save(0, "job_options=mem+%3D+8G%0D%0Aqueue+%3D+long").status())
                .isEqualTo(302);

        assertThat(options()).isEqualTo(Map.of("queue", "long", "mem", "8G"));
        assertThat(browser.get(PAGE).body())
                .contains(
                        ">mem = 8G\nqueue = long</textarea>",
                        "aria-label=\"Revert job_options\"",
                        "Configured: nothing");
        assertThat(browser.get("/dashboard/studies/grokking").body())
                .contains("<code><b>8G</b></code><span class=\"tag\">User</span>");
        Answer refused = save(1, "job_options=mem+8G");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body())
                .contains("study.grokking.job_options: expected name = value, one a line", ">mem 8G</textarea>");
        assertThat(save(1, "revert=job_options").status()).isEqualTo(302);
        assertThat(options()).isEqualTo(Map.of("queue", "short"));
    }

    @Test
    void oneValueIsRevertedOrAll() {
        String model = String.valueOf(sprint().model());
        save(0, "model=sonnet&max_cost_usd=1.5&budget_usd=9");

        assertThat(save(1, "revert=model&max_cost_usd=typed+but+not+saved").status())
                .isEqualTo(302);
        assertThat(server.bean(StudyChanges.class).of("grokking").values())
                .isEqualTo(Map.of("max_cost_usd", "1.5", "budget_usd", "9"));
        assertThat(String.valueOf(sprint().model())).isEqualTo(model);

        assertThat(save(2, "revert=all").status()).isEqualTo(302);
        assertThat(browser.get(PAGE).body()).doesNotContain("Revert");
        assertThat(browser.get("/dashboard/studies/grokking").body()).contains("source: config");
    }

    @Test
    void whatTheConfigurationWouldRefuseIsRefusedAndStaysInTheForm() {
        Answer refused = save(0, "budget_usd=lots&model=%3Cb%3E");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body())
                .contains("study.grokking.budget_usd: expected a number greater than 0", "value=\"lots\"")
                .contains("&lt;b&gt;")
                .doesNotContain("<b>\"");
        assertThat(server.bean(StudyChanges.class).of("grokking").version()).isZero();
        assertThat(browser.get("/dashboard/studies/nope/edit").status()).isEqualTo(404);
    }

    @Test
    void theSlowerOfTwoPeopleIsToldWhatTheOtherChanged() {
        save(0, "model=sonnet");

        Answer late = save(0, "model=haiku");

        assertThat(late.status()).isEqualTo(409);
        assertThat(late.body()).contains("model is now “sonnet”", "value=\"haiku\"", "name=\"version\" value=\"1\"");
        assertThat(sprint().model()).isEqualTo("sonnet");
        assertThat(save(1, "model=haiku").status()).isEqualTo(302);
        assertThat(sprint().model()).isEqualTo("haiku");
    }

    private Answer save(long version, String form) {
        String token = DashboardBrowser.csrf(browser.get(PAGE).body());
        return browser.form(PAGE, "version=" + version + "&" + form + "&_csrf=" + DashboardBrowser.encoded(token));
    }

    /** The next sprint's. */
    private Map<String, String> options() {
        return server.bean(SprintStore.class)
                .detail(sprint().id())
                .orElseThrow()
                .jobOptions();
    }

    private SprintRow sprint() {
        String id = server.http()
                .secret()
                .post("/api/sprints", "{\"study_name\":\"grokking\",\"idea\":\"Try it\"}")
                .json()
                .get("sprint_id")
                .getAsString();
        return server.bean(SprintStore.class).find(id).orElseThrow();
    }
}
