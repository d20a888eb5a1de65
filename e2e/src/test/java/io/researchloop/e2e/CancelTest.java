package io.researchloop.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Tag("cancel")
class CancelTest {
    @RegisterExtension
    static final Stage STAGE = Stage.perClass();

    private static NtfyServer ntfy;
    private static Project project;
    private static Api api;

    @BeforeAll
    static void start() {
        ntfy = STAGE.ntfy();
        project = STAGE.project()
                .engine("in-memory")
                .jobs(1)
                .steps(Project.markedSteps("run grep -qx \"in $RESEARCHLOOP_STEP\" idea.txt && sleep 60 || true"))
                .notices(ntfy);
        STAGE.orchestrator(project).start();
        api = project.api();
    }

    @Test
    void atOnce() {
        String id = api.create("in research");
        assertThat(api.cancel(id)).isTrue();

        assertCancelledForGood(id);
    }

    @Test
    void whileItWaitsInLine() {
        String holder = api.create("in research");
        api.await(holder, "running");
        String id = api.create("waits");
        api.await(id, "queued");

        assertThat(api.cancel(id)).isTrue();

        api.await(id, "cancelled");
        assertThat(api.cancel(holder)).isTrue();
        assertCancelledForGood(id);
        assertThat(api.sprint(id).folder().attempts()).isEmpty();
        assertCancelledForGood(holder);
    }

    @Test
    void asSoonAsItsJobIsSubmitted() {
        String id = api.create("in research");
        Until.holds("a job of " + id, () -> api.sprint(id).folder().has(".researchloop/attempts/1/job_id"));

        assertThat(api.cancel(id)).isTrue();

        assertCancelledForGood(id);
    }

    @Test
    void inEachStep() {
        for (String step : Accounts.STEPS) {
            String id = api.create("in " + step);
            SprintFolder folder = api.sprint(id).folder();
            Until.holds(step, () -> folder.steps("begin").contains(step));

            assertThat(api.cancel(id)).isTrue();

            assertCancelledForGood(id);
            assertThat(folder.steps("begin")).isEqualTo(Accounts.STEPS.subList(0, Accounts.STEPS.indexOf(step) + 1));
        }
    }

    @Test
    void anEndedSprintStaysWhatItIs() {
        String id = api.create("goes through");
        api.await(id, "completed");

        assertThat(api.cancel(id)).isFalse();
        assertThat(api.sprint(id).status()).isEqualTo("completed");
    }

    private static void assertCancelledForGood(String id) {
        Sprint sprint = api.await(id, "cancelled");
        Path directory = sprint.folder().path();
        List<Path> attempts = sprint.folder().attempts();
        assertThat(attempts).hasSizeLessThanOrEqualTo(1);
        Until.holds("no process of " + id, Duration.ofSeconds(45), () -> Processes.ofJobsIn(directory)
                .isEmpty());
        Accounts.saidOnce(ntfy, sprint);
        String next = api.create("goes through");
        api.await(next, "completed");
        assertThat(Processes.ofJobsIn(directory)).isEmpty();
        assertThat(sprint.folder().attempts()).isEqualTo(attempts);
        assertThat(api.sprint(id).status()).isEqualTo("cancelled");
        assertThat(api.sprint(id).text("cancel_reason")).isNotEmpty();
    }
}
