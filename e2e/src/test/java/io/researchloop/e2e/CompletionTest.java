package io.researchloop.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What runners may say, at whatever moment, with the real token of a real job. */
@Tag("webhook")
class CompletionTest {
    private static final String COMPLETE = "/api/webhook/sprint-complete";
    private static final String HEARTBEAT = "/api/webhook/heartbeat";

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
                .jobs(8)
                .steps(Project.markedSteps("sleep 60"))
                .notices(ntfy);
        STAGE.orchestrator(project).start();
        api = project.api();
    }

    @Test
    void ofEightCompletionsAtOnceEachIsAnsweredAndOneCounts() throws Exception {
        Sprint sprint = running("eight at once");
        ExecutorService threads = Executors.newFixedThreadPool(8);
        List<Callable<Response>> words = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            String word = completion(sprint, i % 2 == 0 ? "completed" : "failed", "word " + i);
            words.add(() -> api.postAsRunner(COMPLETE, sprint.folder().runnerToken(), word));
        }

        List<Future<Response>> answers = threads.invokeAll(words);
        threads.shutdown();

        for (Future<Response> answer : answers) {
            assertThat(answer.get().expect(200).json().get("sprint_id").getAsString())
                    .isEqualTo(sprint.id());
        }
        // As a runner ends after its word: when that is of a failure, the scheduler is asked whether it knows more.
        Processes.ofAttempt(sprint.folder().attempt(1)).forEach(ProcessHandle::destroyForcibly);
        Sprint ended = api.awaitEnd(sprint.id());
        assertThat(ended.status()).isIn("completed", "failed");
        assertThat(ended.attempts()).hasSize(1);
        Set<String> ofOneWord = Set.of(ended.status(), ended.text("summary"));
        Accounts.saidOnce(ntfy, ended);
        Sprint later = api.sprint(sprint.id());
        assertThat(Set.of(later.status(), later.text("summary"))).isEqualTo(ofOneWord);
        int word = Integer.parseInt(ended.text("summary").replace("word ", ""));
        assertThat(ended.status()).isEqualTo(word % 2 == 0 ? "completed" : "failed");
    }

    @Test
    void aCompletionAfterACancelChangesNothing() {
        Sprint sprint = running("cancelled first");
        String token = sprint.folder().runnerToken();
        assertThat(api.cancel(sprint.id())).isTrue();
        Sprint cancelled = api.await(sprint.id(), "cancelled");

        api.postAsRunner(COMPLETE, token, completion(sprint, "completed", "too late"))
                .expect(200);

        Sprint now = api.sprint(sprint.id());
        assertThat(now.status()).isEqualTo("cancelled");
        assertThat(now.text("summary")).doesNotContain("too late");
        assertThat(now.text("completed_at")).isEqualTo(cancelled.text("completed_at"));
        Accounts.saidOnce(ntfy, now);
    }

    @Test
    void aHeartbeatAfterTheEndIsAnsweredAndChangesNothing() {
        Sprint sprint = running("ended by its runner");
        String token = sprint.folder().runnerToken();
        api.postAsRunner(COMPLETE, token, completion(sprint, "completed", "done"))
                .expect(200);
        Sprint ended = api.await(sprint.id(), "completed");

        JsonObject heartbeat = new JsonObject();
        heartbeat.addProperty("sprint_id", sprint.id());
        heartbeat.addProperty("phase", "from-the-grave");
        Response answer = api.postAsRunner(HEARTBEAT, token, heartbeat.toString());

        assertThat(answer.expect(200).json().get("ok").getAsBoolean()).isTrue();
        Sprint now = api.sprint(sprint.id());
        assertThat(now.status()).isEqualTo("completed");
        assertThat(now.text("phase")).isEqualTo(ended.text("phase")).isNotEqualTo("from-the-grave");
    }

    @Test
    void aRunnerCannotSpeakForAnotherSprint() {
        Sprint mine = running("with the token");
        Sprint other = running("of somebody else");
        String token = mine.folder().runnerToken();

        Response completion = api.postAsRunner(COMPLETE, token, completion(other, "completed", "not mine"));
        Response heartbeat =
                api.postAsRunner(HEARTBEAT, token, "{\"sprint_id\":\"" + other.id() + "\",\"phase\":\"report\"}");

        assertThat(completion.status()).isIn(401, 403);
        assertThat(heartbeat.status()).isIn(401, 403);
        assertThat(api.sprint(other.id()).status()).isEqualTo("running");
        assertThat(api.sprint(other.id()).text("phase")).isNotEqualTo("report");
    }

    @Test
    void aCompletionThatOvertakesItsOwnSubmissionCounts() {
        String id = api.create("completed while its job is being submitted");
        SprintFolder folder = api.sprint(id).folder();
        Until.holds("the token of " + id, () -> folder.has(".researchloop/env"));

        api.postAsRunner(COMPLETE, folder.runnerToken(), completion(api.sprint(id), "completed", "early"))
                .expect(200);

        Sprint ended = api.await(id, "completed");
        assertThat(ended.text("summary")).isEqualTo("early");
        assertThat(ended.attempts()).hasSize(1);
        Accounts.saidOnce(ntfy, ended);
    }

    private static Sprint running(String idea) {
        Sprint sprint = api.await(api.create(idea), "running");
        Until.holds("work", () -> !sprint.folder().marks().isEmpty());
        return sprint;
    }

    private static String completion(Sprint sprint, String status, String summary) {
        JsonObject word = new JsonObject();
        word.addProperty("sprint_id", sprint.id());
        word.addProperty("status", status);
        word.addProperty("summary", summary);
        if (status.equals("failed")) {
            word.addProperty("error", summary);
        }
        return word.toString();
    }
}
