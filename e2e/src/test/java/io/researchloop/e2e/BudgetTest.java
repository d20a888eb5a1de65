package io.researchloop.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Tag("budget")
class BudgetTest {
    private static final String FORTY_CENTS = Project.markedSteps("cost 0.40");

    @RegisterExtension
    final Stage stage = Stage.perTest();

    private static JsonObject study(Api api) {
        return StreamSupport.stream(
                        api.get("/api/studies")
                                .expect(200)
                                .json()
                                .getAsJsonArray("studies")
                                .spliterator(),
                        false)
                .map(study -> study.getAsJsonObject())
                .filter(study -> study.get("name").getAsString().equals(Project.STUDY))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aSprintStopsAfterTheStepThatCrossesItsBudget() {
        Project project = stage.project().engine("in-memory").steps(FORTY_CENTS);
        stage.orchestrator(project).start();
        Api api = project.api();

        Sprint sprint = api.awaitEnd(api.create("costs 40 cents a step", Map.of("max_cost_usd", 1.0)));

        assertThat(sprint.status()).isEqualTo("failed");
        assertThat(sprint.outcomes()).containsExactly("budget_spent");
        assertThat(sprint.folder().steps("begin")).containsExactly("research", "red_team_1", "fix_1");
        assertThat(sprint.json().get("cost_usd").getAsDouble()).isEqualTo(1.2, within(1e-9));
    }

    @Test
    void aStudyStopsAfterTheStepThatCrossesItsBudgetAndBeginsNothingMore() {
        Project project = stage.project()
                .engine("in-memory")
                .jobs(1)
                .steps(Project.markedSteps("sleep 1s\ncost 0.40"))
                .study("budget_usd = 1.0");
        stage.orchestrator(project).start();
        Api api = project.api();

        String works = api.create("costs 40 cents a step");
        api.await(works, "running");
        String waits = api.create("waits in line");
        Sprint first = api.awaitEnd(works);
        Sprint second = api.awaitEnd(waits);

        assertThat(first.status()).isEqualTo("failed");
        assertThat(first.outcomes()).containsExactly("budget_spent");
        assertThat(first.folder().steps("begin")).containsExactly("research", "red_team_1", "fix_1");
        assertThat(second.folder().steps("begin")).isEmpty();
        assertThat(second.text("cancel_reason") + second.text("error")).contains("$1.20 of");
        Response refused = api.post("/api/sprints", "{\"study_name\":\"" + Project.STUDY + "\",\"idea\":\"one more\"}");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.body())
                .contains("has spent its budget: $1.20 of $1.00")
                .contains("budget_usd");
        assertThat(study(api).get("spent_usd").getAsDouble()).isEqualTo(1.2, within(1e-9));
        assertThat(study(api).get("max_cost_usd").getAsDouble()).isEqualTo(1.0);
        Until.holds("both warnings", () -> project.rows()
                .values("select event from budget_notice where study_name = ? order by event", Project.STUDY)
                .equals(List.of("budget_100", "budget_80")));
    }

    @Test
    void sprintsThatWorkAtOnceAllEndAfterTheStepTheyAreAt() {
        Project project = stage.project()
                .engine("in-memory")
                .jobs(3)
                .steps(Project.markedSteps("cost 0.40\nsleep 3s"))
                .study("budget_usd = 1.0");
        stage.orchestrator(project).start();
        Api api = project.api();

        List<String> ids = List.of(api.create("one"), api.create("two"), api.create("three"));
        List<Sprint> ended = ids.stream().map(api::awaitEnd).toList();

        assertThat(ended).allSatisfy(sprint -> {
            assertThat(sprint.status()).isEqualTo("failed");
            assertThat(sprint.outcomes()).containsExactly("budget_spent");
            // Three steps together cross it; nobody begins more than the one after, which it may be at by then.
            assertThat(sprint.folder().steps("begin")).hasSizeBetween(1, 3);
        });
    }
}
