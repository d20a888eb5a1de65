package io.researchloop.web.dashboard;

import io.researchloop.activities.config.StudyConfig;
import io.researchloop.activities.store.Spending;
import io.researchloop.activities.store.SprintStore;
import io.researchloop.web.dashboard.view.LeaderboardView;
import io.researchloop.web.dashboard.view.SpendView;
import io.researchloop.web.dashboard.view.StudyFacts;
import io.researchloop.web.result.Leaderboard;
import io.researchloop.web.result.Leaderboards;
import io.researchloop.web.result.LoopProgress;
import io.researchloop.web.result.LoopReads;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads how a study stands. */
@Component
class StudyModel {
    private static final int PLACES = 10;

    private final Leaderboards leaderboards;
    private final SprintStore sprints;
    private final Spending spending;
    private final LoopReads loops;

    StudyModel(Leaderboards leaderboards, SprintStore sprints, Spending spending, LoopReads loops) {
        this.leaderboards = leaderboards;
        this.sprints = sprints;
        this.spending = spending;
        this.loops = loops;
    }

    /** @param loop the one that is at work, or was last; null if there was never one */
    record Standing(
            Leaderboard board, StudyFacts facts, @Nullable LoopProgress loop) {}

    /** @param metric as {@link LeaderboardView#value} writes it; null or blank: what most sprints have */
    Standing read(StudyConfig study, @Nullable String metric) {
        Leaderboard board = board(study.name(), metric);
        LoopProgress loop = loops.current(study.name()).orElse(null);
        StudyFacts facts = StudyFacts.of(
                board,
                sprints.counts(study.name()),
                SpendView.of(spending.ofStudy(study.name()), study.budget()),
                loop);
        return new Standing(board, facts, loop);
    }

    private Leaderboard board(String study, @Nullable String metric) {
        String[] wanted = metric == null ? new String[] {""} : metric.split("\t", 2);
        return leaderboards.of(
                study,
                wanted[0].isBlank() ? null : wanted[0],
                wanted.length == 2 ? wanted[1] : wanted[0].isBlank() ? null : "",
                null,
                PLACES);
    }
}
