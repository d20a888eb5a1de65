package io.researchloop.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * What people do on the dashboard, in a real browser against a real server that runs real sprints. How the pages look is
 * {@link EveryPageTest}'s.
 */
class DashboardBrowserTest {
    @RegisterExtension
    static final Stage STAGE = Stage.perClass();

    private static final String PASSWORD = "four words in a row";
    private static final String HOSTILE = "<script>alert(1)</script> Is <b>this</b> text?";
    private static final Pattern HOME = Pattern.compile(".*/dashboard/$");
    private static final Pattern LOGIN = Pattern.compile(".*/dashboard/login$");
    private static final Pattern SPRINT = Pattern.compile(".*/dashboard/sprints/[a-z]+-[A-Za-z0-9-]+$");

    private static final String STEPS = """
            [research]
            say Three depths, two rates.
            cost 0.04
            tokens 1200 300
            write progress.md <<END
            # Progress
            - Asked **three** depths at two rates.
            END
            run until test -e seen-research; do sleep 0.1; done
            write findings.md The deepest one wins.
            [red_team_*]
            run until test -e seen-red-team; do sleep 0.1; done
            cost 0.02
            write red_team_round_1.md <<END
            # Red team, round 1
            ## CRITICAL: one seed
            Repeat it.
            ## MINOR: no title on the plot
            It has room for one.
            END
            [fix_*]
            sleep 1
            write fixes_round_1.md <<END
            ## CRITICAL: one seed
            Repeated with five seeds.
            State: FIXED
            ## MINOR: no title on the plot
            The caption says it.
            State: REFUTED
            END
            [report]
            sleep 1
            write metrics.json {"accuracy": {"value": 0.91, "direction": "max"}, "seeds": 5}
            write report.md <<END
            # Depth against rate

            <script>document.title = 'taken'</script>

            ## Numbers

            | Depth | Rate | Accuracy |
            |------:|-----:|---------:|
            | 4     | 0.1  | 0.88     |
            | 8     | 0.01 | 0.91     |

            ## What it means

            [Depth](javascript:alert(2)) helps, and `rate` hardly matters.

            ## Limits

            Five seeds, one data set.
            END
            [summarize]
            sleep 1
            write summary.txt Depth helps: 0.91 against 0.88, over five seeds.
            """;

    private static final String STUDIES = """
            [[study]]
            name = "failing"
            cluster = "here"
            agent = "scripted"
            agent_script = "failing.steps"
            max_attempts = 1
            [[study]]
            name = "hanging"
            cluster = "here"
            agent = "scripted"
            agent_script = "hanging.steps"
            """;

    @SuppressWarnings("NullAway.Init")
    private static Chromium chromium;

    @SuppressWarnings("NullAway.Init")
    private static Api api;

    @SuppressWarnings("NullAway.Init")
    private static String session;

    /** The very first visit: it comes from this machine, so it may set the password and is let in. */
    @BeforeAll
    static void theFirstVisitSetsThePassword() throws IOException {
        chromium = STAGE.chromium();
        Project project =
                STAGE.project().engine("in-memory").jobs(8).steps(STEPS).study(STUDIES);
        Orchestrator orchestrator = STAGE.orchestrator(project);
        Files.writeString(
                project.directory().resolve("failing.steps"),
                "[default]\nsay Looking for the data.\nfail The data set is not where the study says it is\n");
        Files.writeString(project.directory().resolve("hanging.steps"), "[default]\nsay Waiting for the data.\nhang\n");
        orchestrator.start();
        api = project.api();
        chromium.visitor(api.url(), null, true).visit(first -> {
            first.open("/dashboard/");
            assertThat(first.heading()).hasText("Set a password");
            first.fill("Password", PASSWORD)
                    .fill("Once more", "four other words")
                    .press("Save and go on");
            assertThat(first.part("[role=alert]")).containsText("Not saved");
            first.fill("Password", PASSWORD).fill("Once more", PASSWORD).press("Save and go on");
            first.arriveAt(HOME);
            assertThat(first.heading()).hasText("Start the first sprint");
            session = first.session();
        });
    }

    @Test
    void aSprintFromTheFormMovesOnItsPageAndIsThereToRead() {
        signedIn(person -> {
            person.open("/dashboard/new");
            person.part("#study").selectOption(Project.STUDY);
            person.fill("What should be found out?", "Does depth help more than rate?");
            person.press("Start sprint");
            person.arriveAt(SPRINT);
            String id = idOf(person);
            person.page().evaluate("window.stayed = true");

            assertThat(person.part("[data-live=status]")).hasText("Running");
            assertThat(step(person, "Research")).hasAttribute("data-status", "running");
            assertThat(person.part(".live")).containsText("Live");
            goOn(id, "seen-research");
            assertThat(step(person, "Research")).hasAttribute("data-status", "completed");
            assertThat(step(person, "Red-team 1")).hasAttribute("data-status", "running");
            assertThat(person.page().evaluate("window.stayed"))
                    .as("the page is the same one")
                    .isEqualTo(true);
            person.look("sprint-running-second-step");
            goOn(id, "seen-red-team");
            assertThat(person.part("[data-live=status]")).hasText("Completed");
            assertThat(person.part(".head .actions")).containsText("Resubmit…");
            assertThat(step(person, "Summarize")).hasAttribute("data-status", "completed");

            assertThat(person.part(".cards-metric")).containsText("accuracy");
            person.open("/dashboard/sprints/" + id + "/overview");
            assertThat(person.part("main")).containsText("Depth helps: 0.91 against 0.88, over five seeds.");
            theReportIsATableAndNoScript(person, id);
        });
    }

    private static void theReportIsATableAndNoScript(Visitor person, String id) {
        person.open("/dashboard/sprints/" + id + "/report");
        assertThat(person.part(".prose th")).hasText(new String[] {"Depth", "Rate", "Accuracy"});
        assertThat(person.part(".prose tbody td")).hasText(new String[] {"4", "0.1", "0.88", "8", "0.01", "0.91"});
        assertThat(person.part("main script")).hasCount(0);
        assertThat(person.part("main [href^='javascript:']")).hasCount(0);
        assertThat(person.page()).not().hasTitle("taken");
    }

    @Test
    void aDialogAsksBeforeASprintIsCancelled() {
        String id = hanging("Waits for ever");
        signedIn(person -> {
            person.open("/dashboard/sprints/" + id);
            Locator dialog = person.part("dialog#confirm-cancel");
            person.follow("Cancel…");
            assertThat(dialog).isVisible();
            person.look("sprint-cancel-dialog");
            dialog.getByRole(AriaRole.LINK).click();
            assertThat(dialog).isHidden();
            person.follow("Cancel…").press("Cancel sprint");

            assertThat(person.part("[data-live=status]")).hasText("Cancelled");
            assertThat(api.sprint(id).status()).isEqualTo("cancelled");
        });
    }

    @Test
    void aPageAsksInsteadWhereNoScriptRuns() {
        String id = hanging("Waits without a script");
        chromium.visitor(api.url(), session, false).visit(person -> {
            person.open("/dashboard/sprints/" + id).follow("Cancel…");
            assertThat(person.heading()).hasText("Waits without a script");
            person.press("Cancel sprint");

            person.arriveAt(SPRINT);
            api.await(id, "cancelled");
            person.open("/dashboard/sprints/" + id);
            assertThat(person.part("[data-live=status]")).hasText("Cancelled");
        });
    }

    @Test
    void aFailedSprintSaysWhyAndIsResubmittedWithAnotherIdea() {
        String id = api.create("Is the data there?", Map.of("study_name", "failing"));
        api.await(id, "failed");
        signedIn(person -> {
            person.open("/dashboard/sprints/" + id);
            assertThat(person.part(".failure h2")).containsText("The agent gave up");
            assertThat(person.part(".failure")).containsText("The data set is not where the study says it is");

            person.part(".head .actions").getByText("Resubmit…").click();
            assertThat(person.part("#idea")).hasValue("Is the data there?");
            person.fill("What should be found out?", "Is the data there now?").press("Start sprint");
            person.arriveAt(SPRINT);

            assertThat(idOf(person)).isNotEqualTo(id);
            assertThat(person.heading()).hasText("Is the data there now?");
            assertThat(api.sprint(id).text("idea")).isEqualTo("Is the data there?");
            assertThat(api.sprint(idOf(person)).text("idea")).isEqualTo("Is the data there now?");
            api.await(idOf(person), "failed");
        });
    }

    @Test
    void anIdeaIsTextWhateverItSays() {
        signedIn(person -> {
            person.open("/dashboard/new");
            person.part("#study").selectOption("hanging");
            person.fill("What should be found out?", HOSTILE).press("Start sprint");
            person.arriveAt(SPRINT);
            String id = idOf(person);
            api.await(id, "running");

            for (String path :
                    new String[] {"sprints/" + id, "", "sprints", "studies/hanging", "sprints/" + id + "/cancel"}) {
                person.open("/dashboard/" + path);
                assertThat(person.part("main")).containsText("<script>alert(1)</script>");
                assertThat(person.part("main script")).hasCount(0);
            }
            assertThat(api.cancel(id)).isTrue();
            api.await(id, "cancelled");
            person.open("/dashboard/sprints/" + id + "/resubmit");
            assertThat(person.part("#idea")).hasValue(HOSTILE);
        });
    }

    @Test
    void settingsShowTheEngine() {
        signedIn(person -> {
            person.open("/dashboard/settings");
            assertThat(person.part("#engine")).containsText(Pattern.compile("in.memory", Pattern.CASE_INSENSITIVE));
        });
    }

    @Test
    void aPageThatIsNotThereLeadsOn() {
        signedIn(person -> {
            assertThat(person.status("/dashboard/sprints/sp-00000000")).isEqualTo(404);
            assertThat(person.part("main").getByText("All sprints")).isVisible();
            assertThat(person.status("/dashboard/nowhere")).isEqualTo(404);
        });
    }

    @Test
    void theSessionBeginsWithThePasswordAndEndsWithTheSignOut() {
        chromium.visitor(api.url(), null, true).visit(person -> {
            person.open("/dashboard/settings").arriveAt(LOGIN);
            person.fill("Password", "not the password").press("Sign in");
            assertThat(person.part("[role=alert]")).containsText("Not signed in");
            person.fill("Password", PASSWORD).press("Sign in");
            assertThat(person.heading()).hasText("Settings");
            String kept = person.session();

            person.press("Account and appearance").look("account");
            person.press("Sign out").arriveAt(LOGIN);

            person.open("/dashboard/").arriveAt(LOGIN);
            chromium.visitor(api.url(), kept, true)
                    .visit(thief -> thief.open("/dashboard/").arriveAt(LOGIN));
        });
    }

    /** The agent's step waits for this, so that none is over before it was seen. */
    private static void goOn(String id, String file) {
        try {
            Files.createFile(api.sprint(id).folder().path().resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void signedIn(Consumer<Visitor> way) {
        chromium.visitor(api.url(), session, true).visit(way);
    }

    private static String hanging(String idea) {
        String id = api.create(idea, Map.of("study_name", "hanging"));
        api.await(id, "running");
        return id;
    }

    private static Locator step(Visitor person, String title) {
        return person.part(".step")
                .filter(new Locator.FilterOptions().setHasText(title))
                .first();
    }

    private static String idOf(Visitor person) {
        String url = person.page().url();
        return url.substring(url.lastIndexOf('/') + 1);
    }
}
