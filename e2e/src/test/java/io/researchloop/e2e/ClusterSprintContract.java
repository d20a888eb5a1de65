package io.researchloop.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * A sprint on a real batch system behind a real SSH server, whatever happens to its job. The login node is a chatty one, and
 * the working directory has blanks and quotes in its name.
 */
@Tag("cluster")
@TestInstance(Lifecycle.PER_CLASS)
abstract class ClusterSprintContract {
    private static final int MANY = 50;
    private static final int AT_ONCE = 8;

    /** What the idea names happens: a step that is long or takes much memory in its first attempt, or one that fails. */
    private static final String STEPS = Project.markedSteps("""
            attempt 1: run ! grep -qx "$RESEARCHLOOP_STEP is long" idea.txt || sleep 300
            attempt 1: run ! grep -qx "$RESEARCHLOOP_STEP is large" idea.txt || { half() { head -c 450m /dev/zero | tail -c 450m | sleep 60; }; half & half; }
            run printenv ODD_VALUE > environment.txt
            run ! grep -qx "$RESEARCHLOOP_STEP fails" idea.txt || { echo 'it does not work'; exit 3; }
            """);

    @RegisterExtension
    final Stage stage = Stage.perClass();

    private final BatchSystem system;
    private LoginNode node;
    private NtfyServer ntfy;
    private Project project;
    Api api;

    ClusterSprintContract(BatchSystem system) {
        this.system = system;
    }

    @BeforeAll
    void start() {
        system.assumePresent();
        node = LoginNode.create().start();
        ntfy = stage.ntfy();
        Path work = LoginNode.workingDirectory();
        project = stage.project()
                .engine("in-memory")
                .on(system, node, work.toString())
                .jobs(AT_ONCE)
                .clusterEnvironment("ODD_VALUE", "a \"b\" $HOME `id` \\ ünï 😀 ")
                .steps(STEPS)
                .notices(ntfy);
        stage.orchestrator(project).start();
        api = project.api();
    }

    @AfterAll
    void leave() {
        if (node != null) {
            node.close();
        }
    }

    @BesideOthers
    void goesThroughAllItsStepsInOneJob() {
        Sprint sprint = api.await(api.create("goes through"), "completed");

        assertInOrder(sprint, 1);
        assertThat(sprint.outcomes()).containsExactly("completed");
        Accounts.saidOnce(ntfy, sprint);
    }

    @BesideOthers
    void anAgentThatFailsFailsTheSprintWithItsWords() {
        Sprint sprint = api.awaitEnd(api.create("report fails"));

        assertThat(sprint.status()).isEqualTo("failed");
        assertThat(sprint.outcomes()).containsExactly("agent_failed");
        assertThat(sprint.text("error")).isNotEmpty();
        assertBooked(sprint.id(), List.of(sprint.text("job_id")));
    }

    @BesideOthers
    void aRefusedJobFailsTheSprintWithTheSchedulersWords() {
        Sprint sprint = api.awaitEnd(createWith("goes nowhere", system.nowhere()));

        assertThat(sprint.status()).isEqualTo("failed");
        assertThat(sprint.text("error")).contains("no-such");
        assertThat(system.jobsOf(sprint.id())).isEmpty();
    }

    @BesideOthers
    void cancelEndsAJobThatWaitsInTheSchedulersQueue() {
        String id = createHeld();
        String job = job(id);

        assertThat(api.cancel(id)).isTrue();

        api.await(id, "cancelled");
        Until.holds("the end of job " + job, () -> !system.isAlive(job));
        // Of a job that never ran, not every system's books tell.
        assertThat(system.jobsOf(id)).isSubsetOf(job);
    }

    @BesideOthers
    void cancelEndsAJobThatRuns() {
        String id = api.create("red_team_1 is long");
        awaitStep(id, "red_team_1");
        String job = job(id);

        assertThat(api.cancel(id)).isTrue();

        Sprint sprint = api.await(id, "cancelled");
        Until.holds("the end of job " + job, () -> !system.isAlive(job));
        assertThat(sprint.folder().steps("begin")).isEqualTo(List.of("research", "red_team_1"));
        assertBooked(id, List.of(job));
    }

    @BesideOthers
    void aHeldJobIsWaitedForUntilItIsReleased() {
        String id = createHeld();
        String job = job(id);

        system.release(job);

        assertInOrder(api.await(id, "completed"), 1);
    }

    @BesideOthers
    void aJobThatSomebodyEndsIsFollowedByOneThatGoesOnAtItsStep() {
        String id = api.create("fix_1 is long");
        awaitStep(id, "fix_1");

        system.kill(job(id));

        assertWentOn(api.awaitEnd(id), "fix_1");
    }

    @BesideOthers
    void aJobThatSomebodyRequeuesIsFollowedByOneThatGoesOnAtItsStep() {
        String id = api.create("red_team_1 is long");
        awaitStep(id, "red_team_1");

        system.requeue(job(id));

        Sprint sprint = api.await(id, "completed");
        assertThat(sprint.attempt()).isEqualTo(2);
        assertThat(sprint.folder().steps("end")).isEqualTo(Accounts.STEPS);
    }

    @BesideOthers
    void aJobThatReachesItsTimeLimitIsFollowedByOneThatGoesOnAtItsStep() {
        String id = createWith("report is long", system.shortLimit());

        assertWentOn(api.awaitEnd(id), "report");
    }

    @BesideOthers
    void aJobThatRunsOutOfMemoryIsFollowedByOneThatAsksForMore() {
        BatchSystem.Memory little = system.littleMemory();

        Sprint sprint = api.awaitEnd(createWith("fix_1 is large", little.option()));

        assertWentOn(sprint, "fix_1");
        JsonObject account = sprint.attempts().get(0).getAsJsonObject("end").getAsJsonObject("job");
        assertThat(account.get("cause").getAsString()).isEqualTo("out_of_memory");
        JsonObject memory = account.getAsJsonObject("memory");
        assertThat(memory.get("asked_bytes").getAsLong()).isEqualTo(little.megabytes() << 20);
        assertThat(memory.get("used_bytes").getAsLong())
                .isGreaterThanOrEqualTo(little.megabytes() << 20)
                .isLessThan(4L << 30);
        // The books are late, and some forget.
        Until.holds("a job that asks for twice that", () -> sprint.attempts().stream()
                .map(attempt -> system.askedMemory(attempt.get("job_id").getAsString()))
                .toList()
                .equals(List.of(little.megabytes() + "M", 2 * little.megabytes() + "M")));
    }

    @BesideOthers
    void whatTheAgentSeesIsWhatWasWritten() {
        Sprint sprint = api.await(api.create("prints its environment"), "completed");

        assertThat(sprint.folder().text("environment.txt")).isEqualTo("a \"b\" $HOME `id` \\ ünï 😀 \n");
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    @ResourceLock(BesideOthers.SLOTS)
    void fiftySprintsAreServedEightAtATime() {
        List<String> ids = IntStream.range(0, MANY)
                .mapToObj(i -> api.create("one of many, " + i))
                .toList();

        List<Sprint> ended = ids.stream().map(api::awaitEnd).toList();

        ended.forEach(sprint -> assertInOrder(sprint, 1));
        assertThat(Accounts.mostAtOnce(ended)).isLessThanOrEqualTo(AT_ONCE);
    }

    private String createHeld() {
        String id = createWith("waits", List.of(system.held(), "true"));
        Until.holds("a job of " + id, () -> !system.jobsOf(id).isEmpty());
        return id;
    }

    final String createWith(String idea, List<String> option) {
        JsonObject options = new JsonObject();
        options.addProperty(option.get(0), option.get(1));
        return api.create(idea, Map.of("job_options", options));
    }

    private void awaitStep(String id, String step) {
        SprintFolder folder = api.sprint(id).folder();
        Until.holds(step + " of " + id, () -> folder.steps("begin").contains(step));
    }

    private String job(String id) {
        List<String> jobs = system.jobsOf(id);
        assertThat(jobs).hasSize(1);
        return jobs.get(0);
    }

    final void assertWentOn(Sprint sprint, String step) {
        assertInOrder(sprint, 2);
        assertThat(sprint.outcomes()).containsExactly("interrupted", "completed");
        assertThat(sprint.folder().steps("begin"))
                .containsExactlyElementsOf(Accounts.STEPS.stream()
                        .flatMap(each -> each.equals(step)
                                ? java.util.stream.Stream.of(each, each)
                                : java.util.stream.Stream.of(each))
                        .toList());
    }

    /** Completed, each step's work done once, and as many jobs in the scheduler's books as there were attempts. */
    private void assertInOrder(Sprint sprint, int attempts) {
        assertThat(sprint.status()).as(sprint.json().toString()).isEqualTo("completed");
        assertThat(sprint.attempt()).as(sprint.json().toString()).isEqualTo(attempts);
        assertThat(sprint.folder().steps("end")).isEqualTo(Accounts.STEPS);
        List<String> jobs = sprint.attempts().stream()
                .map(attempt -> attempt.get("job_id").getAsString())
                .toList();
        assertThat(jobs).hasSize(attempts);
        assertBooked(sprint.id(), jobs);
    }

    /** By the scheduler's own books, which are written some seconds after the fact. */
    private void assertBooked(String sprintId, List<String> jobs) {
        Until.holds("the books on " + sprintId, () -> system.jobsOf(sprintId).size() >= jobs.size());
        assertThat(system.jobsOf(sprintId)).containsExactlyInAnyOrderElementsOf(jobs);
    }
}
