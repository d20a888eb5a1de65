package io.researchloop.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.Locator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A page that stays open while the sprint and the server go on: nothing is loaded anew, and nothing is missed. */
class LivePageTest {
    @RegisterExtension
    static final Stage STAGE = Stage.perClass();

    private static final String PASSWORD = "four words in a row";
    private static final String CALL = "2026-01-31 12:00:00  Bash: python sweep.py " + "--rate 0.01 ".repeat(20) + "\n";

    private static final String LOG = "[role=log]";
    /** A heartbeat's log begins within a line, which the server leaves out, and goes on from what it knows. */
    private static final String CUT = "the end of a line\n";

    private static final String KNOWN = "I say so much that the next heartbeat's log is seen to go on from here.";

    @SuppressWarnings("NullAway.Init")
    private static Chromium chromium;

    @SuppressWarnings("NullAway.Init")
    private static Orchestrator orchestrator;

    @SuppressWarnings("NullAway.Init")
    private static Api api;

    @BeforeAll
    static void start() {
        chromium = STAGE.chromium();
        Project project = STAGE.project()
                .engine("in-memory")
                .environment("RESEARCHLOOP_DASHBOARD_PASSWORD", PASSWORD)
                .steps("[default]\nsay Waiting for the data.\nhang\n");
        orchestrator = STAGE.orchestrator(project).start();
        api = project.api();
    }

    @Test
    void aLogGrowsWhileItsReaderHasACallUnfolded() {
        Sprint sprint = api.await(api.create("Is there more?"), "running");
        chromium.visitor(api.url(), null, true).visit(person -> {
            signIn(person, "/dashboard/sprints/" + sprint.id() + "/log");
            assertThat(person.part(".log")).containsText("Waiting for the data.");

            beat(sprint, CALL);
            Locator call = person.part(".log details.tool");
            call.locator("summary").click();
            assertThat(call).hasAttribute("open", "");
            beat(sprint, CALL + "2026-01-31 12:00:05  The smallest rate wins.\n");

            assertThat(person.part(".log")).containsText("The smallest rate wins.");
            assertThat(call).hasCount(1);
            assertThat(call).hasAttribute("open", "");
            theSamePage(person);
        });
    }

    @Test
    void aSearchOfALogGoesOnWithIt() {
        Sprint sprint = api.await(api.create("Is it found?"), "running");
        String log = lines(
                KNOWN,
                "The probe set is large.",
                "> Bash: python probe.py",
                "< Bash failed, 1 line: python probe.py",
                "  no module named torch",
                "I install it.");
        chromium.visitor(api.url(), null, true).visit(person -> {
            signIn(person, "/dashboard/sprints/" + sprint.id() + "/log");
            assertThat(person.part(LOG)).containsText("Waiting for the data.");
            beat(sprint, CUT + log);
            assertThat(person.part(LOG)).containsText("I install it.");
            assertThat(person.part(".log details.tool")).containsText("failed");
            assertThat(person.part(".log details.tool pre")).hasText("no module named torch");

            person.part("[name=find]").fill("PROBE");
            person.part("[name=find]").press("Enter");
            assertThat(person.part(".log mark")).hasText(new String[] {"probe", "probe"});
            person.look("sprint-log-search");
            person.page().evaluate("window.stayed = true");
            beat(sprint, log + lines("Beside it.", "A second probe.", "Beside it, too.", "Far from it."));
            assertThat(person.part(LOG)).containsText("A second probe.");
            assertThat(person.part(LOG)).not().containsText("Far from it.");
            theSamePage(person);

            person.part("[name=find]").fill("");
            person.part("[name=find]").press("Enter");
            person.part("nav[aria-label=Show]").getByText("Errors").click();
            assertThat(person.part(".log .place")).hasCount(1);
            assertThat(person.part(".log details.tool pre")).isVisible();
            person.look("sprint-log-errors-live");
            person.part(".log .place a").click();
            assertThat(person.part(".log > :target")).containsText("python probe.py");
            assertThat(person.part(".log > :target")).isInViewport();
            assertThat(person.part(LOG)).containsText("Far from it.");
        });
    }

    @Test
    void aCallAtWorkGetsItsAnswerInItsPlace() {
        Sprint sprint = api.await(api.create("Is it answered?"), "running");
        chromium.visitor(api.url(), null, true).visit(person -> {
            signIn(person, "/dashboard/sprints/" + sprint.id() + "/log");
            assertThat(person.part(LOG)).containsText("Waiting for the data.");
            String call = lines(KNOWN, "> Bash: python sweep.py");
            beat(sprint, CUT + call);
            Locator tool = person.part(".log .tool");
            assertThat(tool).containsText("running");
            beat(sprint, call + lines("< Bash, 1 line: python sweep.py", "  λ=4.60e-4", "It is done."));

            assertThat(person.part(LOG)).containsText("It is done.");
            assertThat(tool).hasCount(1);
            assertThat(tool).not().containsText("running");
            tool.locator("summary").click();
            assertThat(tool.locator("pre")).hasText("λ=4.60e-4");
            theSamePage(person);
        });
    }

    @Test
    void aPageGoesOnByItselfWhenTheServerWasKilledAndIsBack() {
        Sprint sprint = api.await(api.create("Does it go on?"), "running");
        chromium.visitor(api.url(), null, true).visit(person -> {
            signIn(person, "/dashboard/sprints/" + sprint.id());
            assertThat(person.part(".live")).hasAttribute("data-live-state", "live");

            orchestrator.kill9();
            assertThat(person.part(".live")).hasAttribute("data-live-state", "reconnecting");
            orchestrator.start();
            assertThat(person.part(".live")).hasAttribute("data-live-state", "live");
            theSamePage(person);
            beat(sprint, CUT + lines("It went on."));
            assertThat(person.part(LOG)).containsText("It went on.");
            assertThat(api.cancel(sprint.id())).isTrue();

            assertThat(person.part("[data-live=status]")).hasText("Cancelled");
            person.forgiveOutage();
        });
    }

    private static void signIn(Visitor person, String path) {
        person.open(path).fill("Password", PASSWORD).press("Sign in");
        assertThat(person.heading()).isVisible();
        person.page().evaluate("window.stayed = true");
    }

    private static void theSamePage(Visitor person) {
        assertThat(person.page().evaluate("window.stayed")).isEqualTo(true);
    }

    private static String lines(String... texts) {
        return Stream.of(texts)
                .map(text -> "2026-01-31 12:00:00  " + text + "\n")
                .collect(Collectors.joining());
    }

    /** As a runner of version 0.1 tells the end of its log. */
    private static void beat(Sprint sprint, String log) {
        JsonObject heartbeat = new JsonObject();
        heartbeat.addProperty("sprint_id", sprint.id());
        heartbeat.addProperty("phase", "research");
        heartbeat.addProperty("log_tail", log);
        api.postAsRunner("/api/webhook/heartbeat", sprint.folder().runnerToken(), heartbeat.toString())
                .expect(200);
    }
}
