package io.researchloop.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Every action of the dashboard in a browser that runs no script: links, forms, folds, and pages that ask. */
class WithoutScriptTest {
    @RegisterExtension
    static final Stage STAGE = Stage.perClass();

    private static final String PASSWORD = "four words in a row";
    private static final Pattern SPRINT = Pattern.compile(".*/dashboard/sprints/sp-[0-9a-f]+$");
    private static final Pattern LOOP = Pattern.compile(".*/dashboard/loops/loop-[0-9a-f]+$");

    private static final String IDEA =
            "[generate_idea]\nrun echo \"Follow up on $(od -An -N4 -tx4 /dev/urandom | tr -d ' ')\" > idea.txt\n";

    @SuppressWarnings("NullAway.Init")
    private static Chromium chromium;

    @SuppressWarnings("NullAway.Init")
    private static Api api;

    @SuppressWarnings("NullAway.Init")
    private static NtfyServer ntfy;

    @BeforeAll
    static void start() throws IOException {
        chromium = STAGE.chromium();
        ntfy = STAGE.ntfy();
        Project project = STAGE.project()
                .engine("in-memory")
                .jobs(12)
                .notices(ntfy)
                .steps(IDEA + "[default]\nsay Waiting for the data.\nhang\n")
                .otherStudy("quick", "agent = \"scripted\"\nagent_script = \"quick.steps\"\nred_team_max_rounds = 0\n");
        Orchestrator orchestrator = STAGE.orchestrator(project);
        Files.writeString(
                project.directory().resolve("quick.steps"),
                "[default]\nwrite report.md # What came out\n[tweak]\nhang\n");
        orchestrator.start();
        api = project.api();
        chromium.visitor(api.url(), null, false).visit(person -> {
            person.open("/dashboard/");
            person.fill("Password", PASSWORD).fill("Once more", PASSWORD).press("Save and go on");
            assertThat(person.heading()).hasText("Start the first sprint");
        });
    }

    @Test
    void aSprintIsPreviewedStartedToldSomethingAskedForCancelledAndResubmitted() {
        signedIn(person -> {
            person.open("/dashboard/new?study=study");
            person.fill("What should be found out?", "Does it go without?").press("Preview");
            assertThat(person.part("#h-preview")).hasText("What would start");
            assertThat(api.list()).noneMatch(sprint -> sprint.text("idea").equals("Does it go without?"));
            person.press("Start sprint").arriveAt(SPRINT);
            String id = idOf(person);
            api.await(id, "running");

            person.open("/dashboard/sprints/" + id).part("[popovertarget=more]").focus();
            List.of("Enter", "Tab", "Enter").forEach(person.page().keyboard()::press);
            assertThat(person.part("main [role=status]")).containsText("The cluster is being asked.");
            person.follow("Message")
                    .fill("Message to the agent", "Leave the largest out.")
                    .press("Send");
            assertThat(person.part("#message [role=status]")).containsText("Message saved.");
            person.open("/dashboard/sprints/" + id).follow("Cancel…").press("Cancel sprint");
            person.arriveAt(SPRINT);
            api.await(id, "cancelled");

            person.open("/dashboard/sprints/" + id).follow("Resubmit…").press("Start sprint");
            person.arriveAt(SPRINT);
            assertThat(idOf(person)).isNotEqualTo(id);
            assertThat(api.sprint(idOf(person)).text("idea")).isEqualTo("Does it go without?");
        });
    }

    @Test
    void aLogIsSearchedAndFilteredAndWhatIsFoundIsSeenInItsPlace() {
        String id = api.create("Searched");
        signedIn(person -> {
            Until.holds("the agent's words", () -> {
                person.open("/dashboard/sprints/" + id + "/log");
                return person.part(".log").innerText().contains("Waiting for the data.");
            });
            person.part("[name=find]").fill("WAITING for");
            person.part("[name=find]").press("Enter");
            assertThat(person.part(".log mark")).hasText("Waiting for");
            assertThat(person.part("main")).containsText("1 found in all");

            person.follow("Tools");
            assertThat(person.part("[name=find]")).hasValue("WAITING for");
            assertThat(person.part(".log mark")).hasCount(0);
            person.follow("Words");
            person.part(".log .place a").click();
            assertThat(person.part(".log > :target")).containsText("Waiting for the data.");
            person.follow("Errors");
            assertThat(person.part("main")).containsText("Errors: 0 found in all");
            person.follow("Whole log");
            assertThat(person.part(".log")).containsText("Waiting for the data.");
        });
    }

    @Test
    void sprintsAreFoundSelectedAndCancelledTogether() {
        String one = api.create("Selected for the first time");
        String two = api.create("Selected for the second time");
        String three = api.create("Selected by nobody");
        signedIn(person -> {
            person.open("/dashboard/sprints");
            person.part("main [name=q]").fill("selected");
            person.press("Filter");
            assertThat(person.part("main tbody tr")).hasCount(3);
            box(person, one).check();
            box(person, two).check();
            person.press("Cancel…");
            assertThat(person.heading()).hasText("Cancel 2 sprints?");
            person.press("Cancel sprints");

            api.await(one, "cancelled");
            api.await(two, "cancelled");
            assertThat(api.sprint(three).ended()).isFalse();
        });
    }

    @Test
    void aLoopIsStartedApprovedChangedPausedResumedAndStopped() {
        signedIn(person -> {
            person.open("/dashboard/new-loop");
            person.part("#study").selectOption(Project.STUDY);
            person.fill("Guidance", "Only what is cheap.").fill("Sprints", "3");
            person.part("[name=approve]").check();
            person.press("Start loop").arriveAt(LOOP);
            String id = idOf(person);

            String refused = offered(person, id, "");
            fold(person, "Reject…");
            person.fill("Reason", "Too dear.").press("Reject idea");
            assertThat(person.part(".tree")).containsText("Too dear");
            String next = offered(person, id, refused);
            assertThat(next).startsWith("Follow up on");
            fold(person, "Edit…");
            person.fill("Idea", "What costs nothing?").press("Approve this text");
            String first = api.awaitLoop(id, loop -> loop.sprints().size() == 1)
                    .sprints()
                    .get(0);
            assertThat(api.sprint(first).text("idea")).isEqualTo("What costs nothing?");

            person.open("/dashboard/loops/" + id);
            person.follow("Edit");
            person.part("#guidance").fill("Anything at all.");
            person.fill("Sprints in all", "2").press("Save");
            assertThat(person.heading()).hasText("Anything at all");
            person.press("Pause");
            assertThat(person.part(".head .badge")).hasText("Paused");
            person.press("Resume");
            assertThat(person.part(".head .badge")).hasText("Running");
            person.follow("Stop…");
            person.part("[name=when][value=now]").check();
            person.press("Stop loop").arriveAt(LOOP);

            Loop ended = api.awaitLoopEnd(id);
            assertThat(ended.status()).isEqualTo("stopped");
            assertThat(ended.sprints()).containsExactly(first);
            api.await(first, "cancelled");
        });
    }

    @Test
    void aReportIsTweakedAndTheTweakCancelled() {
        String id = api.create("To be tweaked", Map.of("study_name", "quick"));
        api.await(id, "completed");
        signedIn(person -> {
            person.open("/dashboard/sprints/" + id).follow("Tweak…");
            person.fill("What should be done?", "Say it shorter.").press("Start tweak");
            Locator tweak = person.part("#tweaks article").first();
            assertThat(tweak).containsText("Say it shorter.");
            person.press("Cancel tweak");

            Until.holds("the end of the tweak", () -> {
                person.open("/dashboard/sprints/" + id + "/tweak");
                return tweak.locator(".badge").innerText().equals("Cancelled");
            });
        });
    }

    @Test
    void aStudyIsChangedAndTheChangeTakenBack() {
        signedIn(person -> {
            person.open("/dashboard/studies/quick").follow("Edit study");
            person.part("#model").fill("opus");
            person.press("Save changes");
            assertThat(person.part("[role=status]")).containsText("Saved.");
            person.press("Revert model");
            assertThat(person.part("#model")).hasValue("");
            assertThat(person.part("main").getByText("Revert all")).hasCount(0);
        });
    }

    @Test
    void aTokenIsMadeAndRevokedANoticeTriedAndTheAppearanceChosen() {
        signedIn(person -> {
            person.open("/dashboard/settings");
            person.fill("Name of a new token", "By hand").press("Make token");
            String secret = person.part("#secret").innerText();
            assertThat(secret).startsWith("rl_");
            person.follow("Revoke By hand").press("Revoke token");
            assertThat(person.part("#tokens")).not().containsText("By hand");

            person.press("Send a test to ntfy");
            Until.holds("the notice", () -> !ntfy.about("a test").isEmpty());
            person.open("/dashboard/settings");
            person.part("#appearance").getByText("Dark").click();
            assertThat(person.part("html")).hasAttribute("data-theme", "dark");
            person.part("#appearance").getByText("As the system").click();
            assertThat(person.part("html")).not().hasAttribute("data-theme", "dark");
        });
    }

    @Test
    void aPasswordIsChangedAndOtherSessionsEnd() {
        signedIn(elsewhere -> signedIn(person -> {
            person.open("/dashboard/settings");
            change(person, "not the password", "five words in a row");
            assertThat(person.part("#password [role=alert]")).containsText("The current password is not right.");
            change(person, PASSWORD, "five words in a row");
            assertThat(person.part("#password [role=status]")).containsText("The password is changed.");
            elsewhere.open("/dashboard/");
            assertThat(elsewhere.heading()).hasText("Sign in");

            change(person, "five words in a row", PASSWORD);
            person.press("Account and appearance").press("Sign out");
            assertThat(person.heading()).hasText("Sign in");
        }));
    }

    private static void change(Visitor person, String old, String password) {
        person.fill("Current password", old).fill("New password", password).press("Change password");
    }

    private static void signedIn(Consumer<Visitor> way) {
        chromium.visitor(api.url(), null, false).visit(person -> {
            person.open("/dashboard/login").fill("Password", PASSWORD).press("Sign in");
            assertThat(person.part(".bar")).isVisible();
            way.accept(person);
        });
    }

    /**
     * Waits for another idea than the one before; without a script, a page tells what has come when it is opened again.
     *
     * @return the idea
     */
    private static String offered(Visitor person, String loop, String before) {
        Locator idea = person.part("#idea-1 blockquote");
        return Until.found("an idea that waits", () -> {
            person.open("/dashboard/loops/" + loop);
            return idea.isVisible()
                    ? Optional.of(idea.innerText()).filter(text -> !text.equals(before))
                    : Optional.empty();
        });
    }

    private static void fold(Visitor person, String title) {
        person.part("summary")
                .filter(new Locator.FilterOptions().setHasText(Pattern.compile("^\\s*" + title + "\\s*$")))
                .click();
    }

    private static Locator box(Visitor person, String sprint) {
        return person.part("[name=id][value='" + sprint + "']");
    }

    private static String idOf(Visitor person) {
        String url = person.page().url();
        return url.substring(url.lastIndexOf('/') + 1);
    }
}
