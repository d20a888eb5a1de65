package io.researchloop.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("loop")
class LoopTest {
    private static final String GUIDANCE = "Only what can be measured in a \"minute\" — nothing else.";

    /** The idea names the sprint, so that no two are alike. */
    private static final String IDEA =
            "[generate_idea]\nrun basename \"$PWD\" | sed 's/.*--sp-/Follow up on sample sp-/' > idea.txt\n";

    @RegisterExtension
    final Stage stage = Stage.perTest();

    private Project project(String steps) {
        return stage.project().engine("in-memory").steps(steps);
    }

    @Test
    void chainsSprintsWhoseIdeaAndGuidanceReachEveryPrompt() {
        Project project = project(IDEA + Project.markedSteps("say at work"));
        stage.orchestrator(project).start();
        Api api = project.api();

        Loop loop = api.awaitLoopEnd(api.startLoop("\"count\":3,\"context\":" + Api.quoted(GUIDANCE)));

        assertThat(loop.status()).as(loop.json().toString()).isEqualTo("completed");
        assertThat(loop.positions()).containsExactly(1, 2, 3);
        assertThat(loop.text("completed")).isEqualTo("3");
        String before = "";
        for (String id : loop.sprints()) {
            Sprint sprint = api.sprint(id);
            SprintFolder folder = sprint.folder();
            String idea = folder.text("idea.txt").strip();
            assertThat(idea).startsWith("Follow up on sample sp-");
            assertThat(sprint.text("idea")).isEqualTo(idea);
            assertThat(sprint.text("loop_id")).isEqualTo(loop.text("id"));
            for (String step : Accounts.STEPS) {
                assertThat(folder.text(".researchloop/prompts/" + step + ".md")).contains(idea, GUIDANCE);
            }
            assertThat(folder.text("CLAUDE.md")).contains(GUIDANCE);
            assertThat(folder.text(".researchloop/prompts/generate_idea.md")).contains(GUIDANCE, before);
            assertThat(folder.steps("end")).isEqualTo(Accounts.STEPS);
            Accounts.oneJobAnAttempt(project, sprint, 1);
            before = idea;
        }
        assertThat(api.list()).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"login", "orchestrator"})
    void ideasMayBeWrittenBeforeTheJobAndElsewhere(String source) {
        Project project = project("[generate_idea]\nrun echo \"Follow up on sample sp-$(od -An -N4 -tx4 /dev/urandom |"
                + " tr -d ' ')\" > idea.txt\n" + Project.markedSteps("say at work"));
        stage.orchestrator(project).start();
        Api api = project.api();

        Loop loop = api.awaitLoopEnd(api.startLoop("\"count\":2,\"idea_source\":\"" + source + "\""));

        assertThat(loop.status()).as(loop.json().toString()).isEqualTo("completed");
        assertThat(loop.sprints()).hasSize(2);
        for (String id : loop.sprints()) {
            Sprint sprint = api.sprint(id);
            assertThat(sprint.text("idea")).startsWith("Follow up on sample sp-");
            assertThat(sprint.folder().text(".researchloop/prompts/research.md"))
                    .contains(sprint.text("idea"));
            assertThat(sprint.folder().steps("end")).isEqualTo(Accounts.STEPS);
            assertThat(sprint.json().toString()).as("the job has no such step").doesNotContain("\"generate_idea\"");
            Accounts.oneJobAnAttempt(project, sprint, 1);
        }
    }

    @Test
    void aStopLetsTheSprintEndAndBeginsNoOther() {
        Project project = project(IDEA + Project.markedSteps("sleep 500ms"));
        stage.orchestrator(project).start();
        Api api = project.api();
        String id = api.startLoop("\"count\":5");
        api.awaitLoop(id, loop -> !loop.sprints().isEmpty());

        assertThat(api.post("/api/loops/" + id + "/stop", "").expect(200).body())
                .contains("\"stopped\":true");
        Loop ended = api.awaitLoopEnd(id);

        assertThat(ended.status()).isEqualTo("stopped");
        assertThat(ended.sprints()).hasSize(1);
        assertThat(api.sprint(ended.sprints().get(0)).status()).isEqualTo("completed");
        assertThat(api.post("/api/loops/" + id + "/resume", "").status()).isEqualTo(409);
        assertThat(api.post("/api/loops/" + id + "/stop", "").expect(200).body())
                .contains("\"stopped\":true");
    }

    @Test
    void aStopNowCancelsTheSprintToo() {
        Project project = project(IDEA + Project.markedSteps("hang"));
        stage.orchestrator(project).start();
        Api api = project.api();
        String id = api.startLoop("\"count\":5");
        String sprint =
                api.awaitLoop(id, loop -> !loop.sprints().isEmpty()).sprints().get(0);
        api.await(sprint, "running");

        api.post("/api/loops/" + id + "/stop", "{\"now\":true}").expect(200);

        assertThat(api.awaitLoopEnd(id).status()).isEqualTo("stopped");
        assertThat(api.awaitEnd(sprint).status()).isEqualTo("cancelled");
        assertThat(api.list()).hasSize(1);
    }

    @Test
    void aPauseOutlastsARestartAndAResumeGoesOn() {
        Project project = project(IDEA + Project.markedSteps("sleep 200ms"));
        Orchestrator orchestrator = stage.orchestrator(project);
        orchestrator.start();
        Api api = project.api();
        String id = api.startLoop("\"count\":2");
        api.awaitLoop(id, loop -> !loop.sprints().isEmpty());
        api.post("/api/loops/" + id + "/pause", "").expect(200);
        orchestrator.restart();

        Loop paused = api.awaitLoop(id, loop -> loop.text("completed").equals("1"));
        assertThat(paused.status()).isEqualTo("paused");
        assertThat(paused.sprints()).hasSize(1);
        api.post("/api/loops/" + id + "/resume", "").expect(200);

        Loop ended = api.awaitLoopEnd(id);
        assertThat(ended.status()).isEqualTo("completed");
        assertThat(ended.sprints()).hasSize(2);
    }

    @Test
    void uselessIdeasEndTheLoopWithTheirCause() {
        Project project = project(
                "[generate_idea]\nwrite idea.txt API Error: 529 overloaded\n" + Project.markedSteps("say at work"));
        stage.orchestrator(project).start();
        Api api = project.api();

        Loop loop = api.awaitLoopEnd(api.startLoop("\"count\":3"));

        assertThat(loop.status()).isEqualTo("failed");
        assertThat(loop.text("reason"))
                .contains("asked 3 times")
                .contains("error message")
                .contains("API Error: 529");
        assertThat(loop.sprints()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"job", "login"})
    void endsWithoutAFaultWhenNoIdeaIsLeft(String source) {
        Project project = project("[generate_idea]\nidea Try it with 10 samples\nidea Try it with 20 samples\n"
                + Project.markedSteps("say at work"));
        stage.orchestrator(project).start();
        Api api = project.api();

        Loop loop = api.awaitLoopEnd(
                api.startLoop("\"count\":5,\"on_failure\":\"skip\",\"idea_source\":\"" + source + "\""));

        assertThat(loop.status()).as(loop.json().toString()).isEqualTo("stopped");
        assertThat(loop.text("reason"))
                .isEqualTo("The script of the scripted agent has no idea left: all 2 were had in this study."
                        + " Write more into it, or use a real agent.");
        assertThat(loop.text("completed")).isEqualTo("2");
        assertThat(loop.turns())
                .extracting(turn -> turn.get("state").getAsString())
                .containsExactly("sprint", "sprint", "none_left");
        assertThat(api.list())
                .extracting(Sprint::status)
                .as("a sprint that was there for it has not failed")
                .doesNotContain("failed");
    }

    @Test
    void afterAFailureAResumeTriesTheSameIdeaOnceMore() {
        Project project = project(
                IDEA + "[research]\nfirst 1: fail the disk was full\nsay at work\n" + "[default]\nsay at work\n");
        stage.orchestrator(project).start();
        Api api = project.api();
        String id = api.startLoop("\"count\":1");
        Loop failed = api.awaitLoopEnd(id);
        assertThat(failed.status()).isEqualTo("failed");
        assertThat(failed.text("reason")).contains("the disk was full");

        api.post("/api/loops/" + id + "/resume", "").expect(200);
        Loop again = api.awaitLoop(id, loop -> loop.sprints().size() == 2 && loop.ended());

        assertThat(again.turns().get(1).get("origin").getAsString()).isEqualTo("retry");
        assertThat(api.sprint(again.sprints().get(1)).text("idea"))
                .isEqualTo(api.sprint(again.sprints().get(0)).text("idea"));
    }

    @Test
    void anIdeaWaitsForAPersonWhoMayRefuseOrEditIt() {
        Project project = project("[generate_idea]\nrun echo \"Idea of $(date +%s%N)\" > idea.txt\n"
                + "run echo 'Nobody had it.' > idea_reason.txt\n" + Project.markedSteps("say at work"));
        stage.orchestrator(project).start();
        Api api = project.api();
        String id = api.startLoop("\"count\":1,\"approve_ideas\":true");
        Loop offered =
                api.awaitLoop(id, loop -> loop.text("waiting_for_approval").equals("1"));
        assertThat(offered.sprints()).isEmpty();

        api.post("/api/loops/" + id + "/reject", "{\"reason\":\"too vague\"}").expect(200);
        Loop second = api.awaitLoop(
                id,
                loop -> loop.turns().size() == 2
                        && loop.text("waiting_for_approval").equals("1"));
        assertThat(second.turns().get(0).get("detail").getAsString()).isEqualTo("too vague");
        assertThat(second.turns().get(1).get("reason").getAsString()).isEqualTo("Nobody had it.");
        api.post("/api/loops/" + id + "/approve", "{\"idea\":\"A better one\"}").expect(200);

        Loop ended = api.awaitLoopEnd(id);
        assertThat(ended.status()).isEqualTo("completed");
        assertThat(api.sprint(ended.sprints().get(0)).folder().text("idea.txt")).isEqualTo("A better one");
        assertThat(api.post("/api/loops/" + id + "/approve", "").status()).isEqualTo(409);
    }

    @Test
    void aBudgetIsNeverExceeded() {
        Project project = project(IDEA + Project.markedSteps("cost 0.40"));
        stage.orchestrator(project).start();
        Api api = project.api();

        Loop loop = api.awaitLoopEnd(api.startLoop("\"count\":5,\"on_failure\":\"skip\",\"max_cost_usd\":1.0"));

        assertThat(loop.status()).isEqualTo("stopped");
        assertThat(loop.text("reason")).contains("budget").contains("of $1.00");
        assertThat(loop.sprints()).hasSize(1);
        assertThat(Double.parseDouble(loop.text("cost_usd"))).isLessThan(1.4);
    }

    @Test
    void wishesThatMakeNoSenseAreRefused() {
        Project project = project(IDEA + Project.markedSteps("say at work"));
        stage.orchestrator(project).start();
        Api api = project.api();

        for (String count : List.of("-1", "0", "1000000000", "\"abc\"", "1e99", "true")) {
            Response answer =
                    api.post("/api/loops", "{\"study_name\":\"" + Project.STUDY + "\",\"count\":" + count + "}");
            assertThat(answer.status())
                    .as("count " + count + ": " + answer.body())
                    .isEqualTo(400);
            assertThat(answer.body()).contains("count");
        }
        assertThat(api.post("/api/loops", "{\"study_name\":\"no such\"}").status())
                .isEqualTo(404);
        assertThat(api.post("/api/loops", "{}").body()).contains("study_name is required");
        assertThat(api.get("/api/loops").expect(200).json().getAsJsonArray("loops"))
                .isEmpty();
    }

    @Test
    void severalAtOnceStayInOrderAndNoneIsDoubled() {
        Project project = project(IDEA + Project.markedSteps("sleep 200ms")).jobs(8);
        stage.orchestrator(project).start();
        Api api = project.api();

        Loop loop = api.awaitLoopEnd(api.startLoop("\"count\":8,\"parallel\":8"));

        assertThat(loop.status()).as(loop.json().toString()).isEqualTo("completed");
        assertThat(loop.positions()).containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
        List<Sprint> sprints = loop.sprints().stream().map(api::sprint).toList();
        assertThat(sprints).extracting(Sprint::status).containsOnly("completed");
        assertThat(Accounts.mostAtOnce(sprints)).isGreaterThan(1);
        assertThat(api.list()).hasSize(8);
    }

    @Test
    void aStudyMayAllowNone() {
        Project project = project(IDEA + Project.markedSteps("say at work")).study("allow_loop = false");
        stage.orchestrator(project).start();

        Response answer = project.api().post("/api/loops", "{\"study_name\":\"" + Project.STUDY + "\"}");

        assertThat(answer.status()).isEqualTo(409);
        assertThat(Optional.of(answer.body())).get().asString().contains("allow_loop");
    }
}
