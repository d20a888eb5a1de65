package io.researchloop.web.dashboard;

import static io.researchloop.web.dashboard.DashboardBrowser.csrf;
import static io.researchloop.web.dashboard.DashboardBrowser.encoded;
import static org.assertj.core.api.Assertions.assertThat;

import io.researchloop.activities.loop.LoopSprints;
import io.researchloop.activities.store.LiveProgress;
import io.researchloop.activities.store.LoopRow;
import io.researchloop.activities.store.LoopStore;
import io.researchloop.activities.store.LoopTurnRow;
import io.researchloop.activities.store.SprintStore;
import io.researchloop.runner.protocol.Heartbeat;
import io.researchloop.runner.protocol.Outcome;
import io.researchloop.runner.protocol.OutcomeKind;
import io.researchloop.web.Http;
import io.researchloop.web.Http.Answer;
import io.researchloop.web.TestServer;
import io.researchloop.web.command.LoopCommands;
import io.researchloop.web.command.LoopRequest;
import io.researchloop.workflows.loop.LoopMove;
import io.researchloop.workflows.loop.LoopStatus;
import io.researchloop.workflows.loop.LoopTurn;
import io.researchloop.workflows.loop.TurnOrigin;
import io.researchloop.workflows.loop.TurnState;
import io.researchloop.workflows.model.AttemptEnd;
import io.researchloop.workflows.model.AttemptRecord;
import io.researchloop.workflows.model.SprintProjection;
import io.researchloop.workflows.model.SprintStatus;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pages of loops, without an engine: what a person does is committed all the same. */
class LoopPagesTest {
    private static TestServer server;
    private static Http browser;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        server = TestServer.start(
                folder, """
                shared_secret = "%s"

                [[study]]
                name = "alone"
                cluster = "here"
                allow_loop = false

                """.formatted(TestServer.SECRET), Map.of("DASHBOARD_PASSWORD", TestServer.PASSWORD));
        browser = DashboardBrowser.signIn(server.http().with("Accept", "text/html"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void startsShowsPausesResumesAndStopsALoop() {
        String loop = started("guidance=Only+small+models&count=3&metric=error&direction=min&target=0.1&budget=5");

        assertThat(browser.get("/dashboard/loops").body()).contains(loop, "Only small models", "of $5.00");
        assertThat(page(loop)).contains("Only small models", "error reaches 0.1", "$5.00 are spent", "No idea yet");
        act(loop, "pause", "");
        assertThat(page(loop)).contains("Paused: nothing new begins");
        act(loop, "resume", "");
        act(loop, "change", "guidance=Only+tiny+models&count=4&budget=6");
        assertThat(page(loop)).contains("Only tiny models", "4 sprints have ended");
        assertThat(browser.get("/dashboard/loops/" + loop + "/stop").body()).contains("Keep it running");
        act(loop, "stop", "when=now");
        assertThat(row(loop).status()).isEqualTo(LoopStatus.STOPPING);
        assertThat(row(loop).stopNow()).isTrue();
    }

    @Test
    void aStudysPageHasTheLoopThatIsAtWorkBeforeANewerOneThatIsOver() {
        String atWork = started("guidance=Goes+on&count=4");
        String over = started("guidance=Ends&count=2");
        server.bean(LoopStore.class).change(over, desk -> {
            desk.status(LoopStatus.STOPPED, "Enough");
            return true;
        });

        assertThat(browser.get("/dashboard/studies/grokking").body())
                .contains("<a href=\"/dashboard/loops/" + atWork + "\">0 of 4</a> <small>sprints</small>")
                .contains("hx-ext=\"sse\"", "/dashboard/live/studies/grokking?ids=")
                .contains("href=\"/dashboard/new-loop?study=grokking\"");
    }

    @Test
    void aStudyThatAllowsNoLoopsOffersNone() {
        assertThat(browser.get("/dashboard/studies/alone").body())
                .contains("Edit study")
                .doesNotContain("new-loop", "<dt>Loop</dt>");
    }

    @Test
    void namesWhoStartedItWhereThatIsKnown() {
        assertThat(page(started("guidance=By+nobody&count=1"))).doesNotContain("</time> by ");

        String loop = server.bean(LoopCommands.class)
                .start(LoopRequest.of("grokking", 1, "By somebody"), "Slack user U1")
                .id();

        assertThat(page(loop)).contains("</time> by Slack user U1</span>");
        assertThat(server.http().secret().get("/api/loops/" + loop).body())
                .contains("\"started_by\":\"Slack user U1\"");
    }

    @Test
    void aSprintWhoseAgentHadNoIdeaLeftSaysSoAndIsNoFailure() {
        String loop = started("guidance=Until+none+is+left&count=3&metric=error&direction=min");
        server.bean(LoopStore.class).change(loop, desk -> {
            desk.begin(new LoopMove.Begin(1, 1, TurnOrigin.FIRST, null, false), TurnState.WRITING);
            return server.bean(LoopSprints.class).begin(desk, 1, 1, null);
        });
        String sprint = String.valueOf(turn(loop).sprintId());
        Instant now = Instant.now();
        AttemptEnd end = new AttemptEnd(Outcome.of(OutcomeKind.NO_IDEA_LEFT, "None is left."), null);

        server.bean(SprintStore.class)
                .project(new SprintProjection(
                        sprint,
                        9,
                        SprintStatus.CANCELLED,
                        1,
                        0,
                        0,
                        null,
                        1,
                        now,
                        now,
                        now,
                        now,
                        null,
                        "None is left.",
                        new AttemptRecord(1, "7", now, now, now, end)));

        assertThat(turn(loop)).returns(TurnState.NONE_LEFT, LoopTurn::state).returns("None is left.", LoopTurn::detail);
        assertThat(page(loop)).contains("No idea left", "None is left");
    }

    @Test
    void theReasonOfAnIdeaThatItsSprintHadComesWithTheIdea() {
        String loop = started("guidance=Reasons&count=1");
        server.bean(LoopStore.class).change(loop, desk -> {
            desk.begin(new LoopMove.Begin(1, 1, TurnOrigin.FIRST, null, false), TurnState.WRITING);
            return server.bean(LoopSprints.class).begin(desk, 1, 1, null).isEmpty();
        });

        heard(turn(loop).sprintId(), 1, null, null);
        assertThat(server.bean(LoopStore.class).turns(row(loop)).get(0).reason())
                .isNull();
        heard(turn(loop).sprintId(), 2, "Bend light", "It was straight\nso far.");
        heard(turn(loop).sprintId(), 3, "Bend light", "Something else.");

        assertThat(server.bean(LoopStore.class).turns(row(loop)).get(0))
                .returns("Bend light", LoopTurnRow::idea)
                .returns("It was straight so far.", LoopTurnRow::reason);
    }

    private static void heard(@Nullable String sprint, long sequence, @Nullable String idea, @Nullable String reason) {
        server.bean(LiveProgress.class)
                .heartbeat(new Heartbeat(
                        String.valueOf(sprint),
                        "generate_idea",
                        null,
                        null,
                        null,
                        null,
                        1,
                        sequence,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        idea,
                        reason,
                        null));
    }

    private static LoopTurn turn(String loop) {
        return server.bean(LoopStore.class).turns(row(loop)).get(0).turn();
    }

    @Test
    void anIdeaIsApprovedWithAnotherTextAndTheHomePageAsksForIt() {
        String loop = started("guidance=Tails&count=1&approve=yes");
        server.bean(LoopStore.class).change(loop, desk -> {
            desk.begin(new LoopMove.Begin(1, 1, TurnOrigin.FIRST, null, false), TurnState.WRITING);
            desk.turn(desk.turn(1, 1).orElseThrow().turn(), TurnState.OFFERED, "Try <b>heavy</b> tails", null);
            desk.reason(desk.turn(1, 1).orElseThrow().turn(), "The <i>light</i> ones were tried.");
            return true;
        });

        assertThat(browser.get("/dashboard/").body())
                .contains(
                        "Approve idea 1 of " + loop,
                        "“Try &lt;b&gt;heavy&lt;/b&gt; tails”",
                        "/dashboard/loops/" + loop + "#idea-1");
        assertThat(page(loop))
                .contains("Idea 1 needs your approval", "Try &lt;b&gt;heavy&lt;/b&gt; tails")
                .contains("<dt>Why</dt><dd>The &lt;i&gt;light&lt;/i&gt; ones were tried.</dd>");
        assertThat(server.http().secret().get("/api/loops/" + loop).body())
                .contains("\"reason\":\"The <i>light</i> ones were tried.\"");
        act(loop, "approve", "position=1&idea=" + encoded("Try light tails"));

        assertThat(server.bean(LoopStore.class).turns(row(loop)).get(0))
                .returns("Try light tails", LoopTurnRow::idea)
                .returns(null, LoopTurnRow::reason);
        assertThat(page(loop)).contains("Try light tails").doesNotContain("needs your approval");
    }

    @Test
    void aPageThatIsLookedAtIsKeptUpToDate() throws Exception {
        String loop = started("guidance=Live&count=2");

        try (Stream<String> lines =
                browser.stream("/dashboard/live/loops/" + loop).body()) {
            assertThat(lines.limit(4).toList()).anyMatch(line -> line.startsWith("event: "));
        }
    }

    @Test
    void saysWhatIsWrongAndKeepsWhatWasTyped() {
        Answer page = post("/dashboard/new-loop", "/dashboard/new-loop", "study=grokking&guidance=Kept&count=none");

        assertThat(page.status()).isEqualTo(422);
        assertThat(page.body()).contains("Sprints: expected a whole number", "Kept");
        assertThat(browser.get("/dashboard/loops/loop-00000000").status()).isEqualTo(404);
    }

    private static String started(String fields) {
        Answer answer = post("/dashboard/new-loop", "/dashboard/new-loop", "study=grokking&" + fields);
        assertThat(answer.status()).as(answer.body()).isEqualTo(302);
        return answer.header("Location").replaceAll(".*/", "");
    }

    private static void act(String loop, String verb, String fields) {
        Answer answer = post("/dashboard/loops/" + loop, "/dashboard/loops/" + loop + "/" + verb, fields);
        assertThat(answer.status()).as(answer.body()).isEqualTo(302);
    }

    private static Answer post(String page, String path, String fields) {
        String token = csrf(browser.get(page).body());
        return browser.form(path, fields + "&_csrf=" + encoded(token));
    }

    private static String page(String loop) {
        Answer page = browser.get("/dashboard/loops/" + loop);
        assertThat(page.status()).isEqualTo(200);
        return page.body();
    }

    private static LoopRow row(String loop) {
        return server.bean(LoopStore.class).find(loop).orElseThrow();
    }
}
