package io.researchloop.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The page of the clusters in a real browser: a check fills in while one looks. */
class ClusterBrowserTest {
    @RegisterExtension
    static final Stage STAGE = Stage.perClass();

    private static final String PASSWORD = "four words in a row";

    /** A login node that nobody answers at. */
    private static final String ELSEWHERE = """
            [[cluster]]
            name = "elsewhere"
            scheduler_type = "slurm"
            host = "127.0.0.1"
            port = 9
            user = "me"
            working_dir = "/scratch/me"
            """;

    @SuppressWarnings("NullAway.Init")
    private static Chromium chromium;

    @SuppressWarnings("NullAway.Init")
    private static Api api;

    @BeforeAll
    static void start() {
        chromium = STAGE.chromium();
        Project project = STAGE.project()
                .engine("in-memory")
                .environment("RESEARCHLOOP_DASHBOARD_PASSWORD", PASSWORD)
                .study(ELSEWHERE);
        STAGE.orchestrator(project).start();
        api = project.api();
    }

    @Test
    void aCheckFillsInWithoutAReload() {
        chromium.visitor(api.url(), null, true).visit(person -> {
            person.open("/dashboard/clusters").fill("Password", PASSWORD).press("Sign in");
            person.look("clusters-unchecked");

            person.part("#here").getByText("Check now").click();

            assertThat(link(person, "here", "Clock")).hasAttribute("data-status", "completed");
            assertThat(link(person, "here", "Working directory")).containsText("free");
            assertThat(link(person, "here", "Callback")).containsText("answers from the login node");

            person.page().evaluate("window.stayed = true");
            assertThat(api.post("/api/clusters/elsewhere/check", "{}").status()).isEqualTo(200);
            assertThat(person.part("#elsewhere .checks > li").first()).hasAttribute("data-status", "failed");
            assertThat(person.part("#elsewhere .checks > li").last()).hasAttribute("data-status", "cancelled");
            assertThat(person.page().evaluate("window.stayed")).isEqualTo(true);
            person.look("clusters-checked");
        });
    }

    @Test
    void withoutAScriptEveryClusterIsCheckedByAButton() {
        chromium.visitor(api.url(), null, false).visit(person -> {
            person.open("/dashboard/clusters").fill("Password", PASSWORD).press("Sign in");

            person.press("Check all");

            Until.holds("the end of the check", () -> {
                person.open("/dashboard/clusters");
                return person.part("#here .checks > li[data-status=completed]").count() == 6;
            });
        });
    }

    private static Locator link(Visitor person, String cluster, String name) {
        return person.part("#" + cluster + " .checks > li")
                .filter(new Locator.FilterOptions().setHasText(name))
                .first();
    }
}
