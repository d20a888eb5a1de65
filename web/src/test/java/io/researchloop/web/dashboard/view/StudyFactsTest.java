package io.researchloop.web.dashboard.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.researchloop.web.result.Leaderboard;
import io.researchloop.workflows.model.MetricDirection;
import io.researchloop.workflows.model.SprintStatus;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StudyFactsTest {
    private static StudyFacts facts(Map<SprintStatus, Integer> counts) {
        Leaderboard none = new Leaderboard("demo", List.of(), null, MetricDirection.MAX, List.of(), List.of());
        return StudyFacts.of(none, counts, List.of(), null);
    }

    @Test
    void countsWhatEndedHoweverItDidAndWhatHasNot() {
        StudyFacts facts = facts(Map.of(
                SprintStatus.COMPLETED, 1034,
                SprintStatus.FAILED, 4,
                SprintStatus.CANCELLED, 1,
                SprintStatus.RUNNING, 2,
                SprintStatus.SUBMITTED, 1,
                SprintStatus.QUEUED, 3));

        assertThat(facts.sprints())
                .isEqualTo(new StudyFacts.Sprints("1,045", "1,034 completed", "4 failed, 1 cancelled"));
        assertThat(facts.now())
                .isEqualTo(new StudyFacts.Now(new StatusView("running", "2 running"), "1 submitted, 3 in the queue"));
    }

    @Test
    void whatIsFurthestStandsFirstWhereNothingRuns() {
        assertThat(facts(Map.of(SprintStatus.QUEUED, 1, SprintStatus.PENDING, 2))
                        .now())
                .isEqualTo(new StudyFacts.Now(new StatusView("queued", "1 in the queue"), "2 pending"));
        assertThat(facts(Map.of(SprintStatus.COMPLETED, 1)).now()).isEqualTo(new StudyFacts.Now(null, ""));
    }

    @Test
    void aStudyWithoutASprintHasNothingToSayOfNowOrOfABest() {
        StudyFacts facts = facts(Map.of(SprintStatus.COMPLETED, 0));

        assertThat(facts.sprints()).isEqualTo(new StudyFacts.Sprints("0", "", ""));
        assertThat(facts.now()).isNull();
        assertThat(facts.best()).isNull();
        assertThat(facts.loop()).isNull();
    }
}
