package io.researchloop.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A cluster that is looked at every ten minutes, from which nobody calls back: what its jobs have come to is known at once
 * where somebody asks.
 */
@Tag("cluster")
class RefreshOnClusterTest {
    @RegisterExtension
    static final SlurmUse SLURM = SlurmUse.besideOthers();

    private static final BatchSystem SYSTEM = BatchSystem.SLURM;
    private static final String PASSWORD = "four words in a row";
    /** Of the looks at a new job, which come each second or two, several would fit into it. */
    private static final Duration QUIET = Duration.ofSeconds(3);

    @RegisterExtension
    final Stage stage = Stage.perTest();

    private LoginNode node;
    private Project project;
    private Api api;

    @BeforeEach
    void prepare() {
        SYSTEM.assumePresent();
        node = LoginNode.create().start();
        project = stage.project()
                .engine("in-memory")
                .on(SYSTEM, node, LoginNode.workingDirectory().toString())
                .pollInterval(600)
                .environment("RESEARCHLOOP_DASHBOARD_PASSWORD", PASSWORD)
                .steps("[summarize]\nrun while [ ! -e go ]; do sleep 0.1; done\n[default]\nsay at work\n");
        stage.orchestrator(project).start();
        api = project.api();
    }

    @AfterEach
    void leave() {
        if (node != null) {
            node.close();
        }
    }

    @Test
    void aRefreshBringsASprintsEndLongBeforeTheNextLook() throws IOException {
        String first = api.create("asked for by the API");
        String second = api.create("asked for on its page");
        awaitQuiet(first);
        awaitQuiet(second);
        // A look may be under way.
        Until.pause(Duration.ofSeconds(1));
        finish(first);
        Until.pause(QUIET);
        assertThat(api.sprint(first).status()).isEqualTo("running");

        api.post("/api/sprints/" + first + "/refresh", "").expect(202);

        api.await(first, "completed");
        finish(second);
        // Without a script, as a page that is looked at is kept up to date by itself.
        stage.chromium().visitor(api.url(), null, false).visit(person -> {
            person.open("/dashboard/sprints/" + second)
                    .fill("Password", PASSWORD)
                    .press("Sign in");
            assertThat(person.heading()).hasText("asked for on its page");
            assertThat(api.sprint(second).status()).isEqualTo("running");
            person.press("More actions").press("Refresh now");
            assertThat(person.part("main")).containsText("The cluster is being asked");
        });
        api.await(second, "completed");
    }

    private void awaitQuiet(String id) {
        api.await(id, "running");
        project.rows().ageJob(id);
    }

    /** Lets the job come to its end, which its files tell and nobody reads. */
    private void finish(String id) throws IOException {
        SprintFolder folder = api.sprint(id).folder();
        Files.writeString(folder.path().resolve("go"), "");
        Until.holds("the end of the job of " + id, () -> folder.has(".researchloop/attempts/1/exit"));
    }
}
