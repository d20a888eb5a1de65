package io.researchloop.web.dashboard;

import static io.researchloop.web.dashboard.DashboardBrowser.csrf;
import static io.researchloop.web.dashboard.DashboardBrowser.encoded;
import static io.researchloop.web.dashboard.DashboardBrowser.signIn;
import static org.assertj.core.api.Assertions.assertThat;

import io.researchloop.activities.store.LoopDesk;
import io.researchloop.activities.store.LoopStore;
import io.researchloop.activities.store.NewSprint;
import io.researchloop.activities.store.SprintResults;
import io.researchloop.activities.store.SprintStore;
import io.researchloop.runner.protocol.StepReport;
import io.researchloop.runner.protocol.StepStatus;
import io.researchloop.runner.protocol.Usage;
import io.researchloop.web.Http;
import io.researchloop.web.TestServer;
import io.researchloop.workflows.loop.LoopMove;
import io.researchloop.workflows.loop.TurnOrigin;
import io.researchloop.workflows.loop.TurnState;
import io.researchloop.workflows.model.JobRef;
import io.researchloop.workflows.model.SprintProjection;
import io.researchloop.workflows.model.SprintStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A loop with a past: what its page foretells from it, and what it lays before whoever is to approve an idea. */
class LoopOutlookTest {
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);

    private TestServer server;
    private Http browser;
    private String loop;

    @BeforeEach
    void start(@TempDir Path folder) throws Exception {
        server = TestServer.start(folder);
        browser = signIn(server.http().with("Accept", "text/html"));
        String token = csrf(browser.get("/dashboard/new-loop").body());
        loop = browser.form(
                        "/dashboard/new-loop",
                        "study=grokking&guidance=" + encoded("Lower absorption without losing reconstruction.")
                                + "&count=8&parallel=2&budget=60&metric=probe_f1&direction=max&target=0.93"
                                + "&strategy=best_first&onFailure=skip&approve=yes&_csrf=" + encoded(token))
                .header("Location")
                .replaceAll(".*/", "");
        sprint(1, null, "Reproduce the absorption rate of GPT-2 small, layer 8", 0.847);
        sprint(2, 1, "Orthogonality penalty on all decoder rows", 0.861);
        sprint(3, 1, "Resample dead latents every 5k steps", 0.843);
        sprint(4, 2, "Penalise only the 5 % most aligned decoder pairs", 0.879);
        sprint(5, 4, "131k latents on layer 12: the absorption curve at width", null);
        sprint(6, 4, "TopK instead of L1 at equal L0", null);
        change(desk -> {
            begin(desk, 7, 4);
            desk.turn(
                    desk.turn(7, 1).orElseThrow().turn(),
                    TurnState.OFFERED,
                    "Penalise only the 5 % of latent pairs that fire together most often",
                    null);
        });
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void saysWhatItKnowsOfCostEndAndTheIdeaToApprove() {
        String page = browser.get("/dashboard/loops/" + loop).body();

        assertThat(page)
                .contains("$33 ", "for all 8", "$4.10 a sprint, from 5 sprints")
                .contains("<dt>Ends about</dt><dd><time datetime=\"", "if idea 7 is approved now, from 4 sprints")
                .contains("<dt>From</dt><dd><a href=\"/dashboard/sprints/sp-00000004\">Sprint 4</a>, 0.879</dd>")
                .contains("Sprint 4</a>, 43 % alike: not a repeat")
                .contains("about $4.10, from 5 sprints of this loop; $38.70 left")
                .contains("<dt>Red-team and fix</dt><dd>$6.63</dd>", "<dt>Report and summary</dt><dd>$2.50</dd>")
                .contains("target 0.93: the loop stops", "idea came from", "class=\"pt-run\"", "class=\"pt-bad\"")
                .contains("<a class=\"btn\" href=\"#guidance\">", "id=\"guidance\"")
                .contains("probe f1 and change on its parent");
    }

    private void sprint(int position, @Nullable Integer parent, String idea, @Nullable Double value) {
        String id = id(position);
        boolean runs = position == 6;
        Instant created = now.minus(Duration.ofHours(2L * (7 - position))).plus(Duration.ofMinutes(runs ? 95 : 0));
        change(desk -> {
            begin(desk, position, parent);
            desk.sprint(position, 1, made(id, idea, created));
        });
        SprintStore sprints = server.bean(SprintStore.class);
        double part = runs ? 0.1 : 1;
        sprints.saveResults(
                id,
                new SprintResults(
                        null,
                        null,
                        null,
                        null,
                        value == null ? null : "{\"probe_f1\":{\"value\":" + value + ",\"direction\":\"up\"}}",
                        null,
                        new Usage(runs ? 0.8 : 4.1, 0, 0, 1),
                        List.of(
                                step("research", 2.3 * part),
                                step("red_team_1", 0.9 * part),
                                step("fix_1", 0.4 * part),
                                step("report", runs ? 0 : 0.5))));
        sprints.project(new SprintProjection(
                id,
                1,
                runs ? SprintStatus.RUNNING : value == null ? SprintStatus.FAILED : SprintStatus.COMPLETED,
                1,
                0,
                0,
                new JobRef("here", "41", JobRef.nameOf(id, 1)),
                3600,
                created,
                created,
                created,
                runs ? null : created.plus(Duration.ofMinutes(70)),
                null,
                runs || value != null ? null : "Out of memory in step Research",
                null));
    }

    private NewSprint made(String id, String idea, Instant created) {
        return new NewSprint(
                id,
                "grokking",
                "here",
                idea,
                "/work/" + id,
                "scripted",
                null,
                8.0,
                4 * 3600,
                5,
                60,
                Map.of(),
                loop,
                null,
                null,
                created);
    }

    private static StepReport step(String name, double cost) {
        return new StepReport(name, StepStatus.COMPLETED, 1, null, null, new Usage(cost, 0, 0, 1));
    }

    private static void begin(LoopDesk desk, int position, @Nullable Integer parent) {
        TurnOrigin origin = parent == null ? TurnOrigin.DRAFT : TurnOrigin.IMPROVE;
        desk.begin(
                new LoopMove.Begin(position, 1, origin, parent == null ? null : id(parent), false), TurnState.WRITING);
    }

    private void change(Consumer<LoopDesk> work) {
        server.bean(LoopStore.class).change(loop, desk -> {
            work.accept(desk);
            return true;
        });
    }

    private static String id(int position) {
        return "sp-0000000" + position;
    }
}
