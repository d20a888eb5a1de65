package io.researchloop.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Request;
import java.net.URI;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Every page that the dashboard has, on one server that has something to show on each: looked at in light, in dark and on
 * a phone, and its words compared with those it had. An address that this test does not visit fails it.
 */
class EveryPageTest {
    @RegisterExtension
    static final Stage STAGE = Stage.perClass();

    private static final String PASSWORD = "four words in a row";

    private final Routes routes = Routes.ofTheDashboard();
    private final GoldenPages golden = new GoldenPages("dashboard");

    @SuppressWarnings("NullAway.Init")
    private static Chromium chromium;

    @SuppressWarnings("NullAway.Init")
    private static Project project;

    @SuppressWarnings("NullAway.Init")
    private static Api api;

    @SuppressWarnings("NullAway.Init")
    private SteadyText steady;

    @BeforeAll
    static void start() {
        chromium = STAGE.chromium();
        project = STAGE.project().notices(STAGE.ntfy());
        PageStates.prepare(project);
        STAGE.orchestrator(project).start();
        api = project.api();
    }

    @Test
    void everyPageIsForEverybodyAndSaysWhatItSaid() {
        steady = new SteadyText(project);
        chromium.visitor(api.url(), null, true).visit(this::arrive);
        String session = signIn();
        PageStates states = PageStates.make(api);
        chromium.visitor(api.url(), session, true).visit(person -> {
            follow(person);
            lists(person, states);
            unfinished(person, states);
            finished(person, states);
            studies(person);
            loops(person, states);
            clusters(person);
            settings(person);
            missing(person);
        });

        assertThat(routes.neverAsked()).as("addresses that were never asked").isEmpty();
        golden.conclude();
    }

    /** The first visit of all. */
    private void arrive(Visitor first) {
        follow(first);
        see(first, "setup", "/dashboard/");
        first.fill("Password", PASSWORD).fill("Once more", "four other words").press("Save and go on");
        see(first, "setup-refused");
        first.fill("Password", PASSWORD).fill("Once more", PASSWORD).press("Save and go on");
        assertThat(first.heading()).hasText("Start the first sprint");
        see(first, "home-empty");
        see(first, "sprints-none", "/dashboard/sprints");
        see(first, "loops-none", "/dashboard/loops");
        see(first, "clusters-unchecked", "/dashboard/clusters");
    }

    private String signIn() {
        String[] session = new String[1];
        chromium.visitor(api.url(), null, true).visit(person -> {
            follow(person);
            see(person, "login", "/dashboard/login");
            person.fill("Password", "not the password").press("Sign in");
            see(person, "login-refused");
            person.open("/dashboard/studies/study");
            see(person, "login-back");
            person.fill("Password", PASSWORD).press("Sign in");
            assertThat(person.heading()).hasText("study");
            session[0] = person.session();
        });
        return session[0];
    }

    private void lists(Visitor person, PageStates states) {
        person.open("/dashboard");
        assertThat(person.page()).hasURL(api.url() + "/dashboard/");
        // It has run a job, and is heard of at the next poll.
        assertThat(person.part("aside li").filter(new Locator.FilterOptions().setHasText("narrow")))
                .containsText("Reachable");
        see(person, "home");
        see(person, "sprints", "/dashboard/sprints");
        see(person, "sprints-found", "/dashboard/sprints?q=depth");
        see(person, "sprints-not-found", "/dashboard/sprints?q=nowhere&study=study");
        see(person, "sprints-failed", "/dashboard/sprints?status=failed&sort=dearest");
        see(person, "sprints-refused", "/dashboard/sprints?since=whenever");
        see(person, "sprints-cancel", "/dashboard/sprints/cancel?id=" + states.running() + "&id=" + states.queued());
        see(person, "sprints-cancel-none", "/dashboard/sprints/cancel?id=" + states.completed());
        see(
                person,
                "compare",
                "/dashboard/compare?ids=" + states.completed() + "," + states.other() + "," + states.failed());
    }

    private void unfinished(Visitor person, PageStates states) {
        String running = "/dashboard/sprints/" + states.running();
        person.open(running);
        assertThat(person.part(".log")).containsText("Waiting for the data.");
        see(person, "sprint-running");
        person.press("More actions");
        see(person, "sprint-running-more");
        see(person, "sprint-running-log", running + "/log?find=waiting");
        see(person, "sprint-running-progress", running + "/overview");
        see(person, "sprint-running-output", running + "/output");
        see(person, "sprint-running-artifacts", running + "/artifacts");
        see(person, "sprint-running-attempts", running + "/attempts");
        see(person, "sprint-cancel", running + "/cancel");
        see(person, "sprint-queued", "/dashboard/sprints/" + states.queued());
        take(person, running + "/log/more?from=0");
        take(person, running + "/output/more?from=0");
    }

    private void finished(Visitor person, PageStates states) {
        String completed = "/dashboard/sprints/" + states.completed();
        see(person, "sprint-completed", completed);
        see(person, "sprint-better", "/dashboard/sprints/" + states.other());
        see(person, "sprint-overview", completed + "/overview");
        see(person, "sprint-log", completed + "/log?show=words");
        see(person, "sprint-log-tools", completed + "/log?show=tools");
        see(person, "sprint-log-found", completed + "/log?find=DEPTH+4");
        see(person, "sprint-log-errors", "/dashboard/sprints/" + states.failed() + "/log?show=errors");
        see(person, "sprint-output", completed + "/output");
        see(person, "sprint-report", completed + "/report");
        see(person, "sprint-findings", completed + "/findings");
        see(person, "sprint-red-team", completed + "/findings/red-team-1");
        see(person, "sprint-prompts", completed + "/prompts");
        see(person, "sprint-artifacts", completed + "/artifacts");
        see(person, "sprint-attempts", completed + "/attempts");
        see(person, "sprint-resubmit", completed + "/resubmit");
        take(person, completed + "/report.pdf");
        take(person, completed + "/artifacts.zip");
        take(person, completed + "/artifacts/results/curve.png");
        see(person, "sprint-failed", "/dashboard/sprints/" + states.failed());
        see(person, "sprint-cancelled", "/dashboard/sprints/" + states.cancelled());
        see(person, "tweak-new", completed + "/tweak");
        states.tweak(api);
        see(person, "tweak-running", completed + "/tweak");
        person.fill("What should be done?", "And this.").press("Start tweak");
        see(person, "tweak-refused");
    }

    private void studies(Visitor person) {
        see(person, "studies", "/dashboard/studies");
        see(person, "study", "/dashboard/studies/study");
        see(person, "study-untried", "/dashboard/studies/untried");
        see(person, "study-running", "/dashboard/studies/hanging");
        see(person, "study-edit", "/dashboard/studies/untried/edit");
        person.part("#max_attempts").fill("many");
        person.press("Save changes");
        see(person, "study-edit-refused");
        person.part("#max_attempts").fill("2");
        person.press("Save changes");
        assertThat(person.part("[role=status]")).containsText("Saved.");
        see(person, "study-edit-saved");
        see(person, "new", "/dashboard/new?study=study");
        person.fill("What should be found out?", "Is a third data set any different?");
        person.part("summary").click();
        person.part("#options").fill("mem = 64G");
        person.press("Preview");
        see(person, "new-preview");
        person.part("#budget").fill("much");
        person.press("Start sprint");
        see(person, "new-refused");
    }

    private void loops(Visitor person, PageStates states) {
        PageStates.Loops loops = states.loops();
        see(person, "loops", "/dashboard/loops");
        see(person, "loop-ended", "/dashboard/loops/" + loops.ended());
        see(person, "loop-waiting", "/dashboard/loops/" + loops.waiting());
        see(person, "loop-running", "/dashboard/loops/" + loops.running());
        see(person, "loop-paused", "/dashboard/loops/" + loops.paused());
        see(person, "loop-stopped", "/dashboard/loops/" + loops.stopped());
        see(person, "loop-failed", "/dashboard/loops/" + loops.failed());
        see(person, "loop-stop", "/dashboard/loops/" + loops.running() + "/stop");
        see(person, "new-loop", "/dashboard/new-loop");
        person.fill("Sprints", "many").press("Start loop");
        see(person, "new-loop-refused");
    }

    private void clusters(Visitor person) {
        api.post("/api/clusters/here/check", "{}").expect(200);
        api.post("/api/clusters/elsewhere/check", "{}").expect(200);
        person.open("/dashboard/clusters");
        assertThat(person.part("#here .checks > li[data-status=completed]")).hasCount(6);
        see(person, "clusters");
    }

    private void settings(Visitor person) {
        see(person, "settings", "/dashboard/settings");
        person.fill("Name of a new token", "A script").press("Make token");
        see(person, "settings-token");
        person.open("/dashboard/settings").follow("Revoke A script");
        see(person, "token-revoke");
        person.open("/dashboard/settings")
                .fill("Current password", "not the password")
                .fill("New password", "four more words now")
                .press("Change password");
        see(person, "settings-password");
    }

    /** A page each for what is not there, and for what cannot be understood. */
    private void missing(Visitor person) {
        seeMissing(person, "missing-sprint", "/dashboard/sprints/sp-00000000");
        seeMissing(person, "missing-study", "/dashboard/studies/none");
        seeMissing(person, "missing-loop", "/dashboard/loops/loop-00000000");
        seeMissing(person, "missing-token", "/dashboard/settings/tokens/none/revoke");
        seeMissing(person, "missing-page", "/dashboard/nowhere");
    }

    private void see(Visitor person, String name, String path) {
        person.open(path);
        see(person, name);
    }

    private void see(Visitor person, String name) {
        routes.asked(URI.create(person.page().url()).getPath());
        look(person, name);
    }

    private void seeMissing(Visitor person, String name, String path) {
        assertThat(person.status(path)).as(path).isEqualTo(404);
        look(person, name);
    }

    private void look(Visitor person, String name) {
        Locator main = person.part("main");
        golden.compare(name, steady.of(main.ariaSnapshot()));
        person.look("page-" + name);
    }

    /** What a page's links and scripts ask for; a person sees it as a file, or as a part of the page. */
    private void take(Visitor person, String path) {
        assertThat(person.page().request().get(path).status()).as(path).isEqualTo(200);
        routes.asked(URI.create(path).getPath());
    }

    /** Pages count when they were looked at; what they ask for by themselves, and what leads on, when it was asked for. */
    private void follow(Visitor person) {
        person.page().context().onRequest(request -> {
            boolean leadsOn = request.redirectedFrom() != null;
            if (leadsOn) {
                asked(request.redirectedFrom());
            }
            if (!request.resourceType().equals("document")) {
                asked(request);
            }
        });
    }

    private void asked(Request request) {
        if (request.method().equals("GET")) {
            routes.asked(URI.create(request.url()).getPath());
        }
    }
}
