package io.researchloop.web.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.researchloop.activities.store.SprintPoint;
import io.researchloop.activities.store.StudyMetric;
import io.researchloop.activities.store.StudyStore;
import io.researchloop.runner.protocol.StepReport;
import io.researchloop.web.command.Rejection;
import io.researchloop.web.result.Comparison;
import io.researchloop.web.result.Comparisons;
import io.researchloop.web.result.Leaderboard;
import io.researchloop.web.result.Leaderboards;
import io.researchloop.workflows.model.MetricDirection;
import io.researchloop.workflows.model.SprintStatus;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What sprints came to: a study's leaderboard, and sprints side by side. */
@RestController
class ResultController {
    private final StudyStore studies;
    private final Leaderboards leaderboards;
    private final Comparisons comparisons;

    ResultController(StudyStore studies, Leaderboards leaderboards, Comparisons comparisons) {
        this.studies = studies;
        this.leaderboards = leaderboards;
        this.comparisons = comparisons;
    }

    /** @param idea its first 300 characters, on one line */
    record PlaceJson(
            int rank,
            String sprintId,
            String idea,
            double value,
            double costUsd,
            @Nullable String loopId,
            @Nullable Instant completedAt) {
        static PlaceJson of(Leaderboard.Place place) {
            return new PlaceJson(
                    place.rank(),
                    place.sprint().id(),
                    place.sprint().ideaPreview(),
                    place.value(),
                    place.sprint().costUsd(),
                    place.sprint().loopId(),
                    place.sprint().completedAt());
        }
    }

    /**
     * @param metric null if no sprint of the study has measured anything
     * @param metrics all that the study has, the commonest first
     * @param leaderboard completed sprints, best first
     * @param series the last 200 sprints, oldest first
     * @param best the id of the sprint in the first place
     */
    record LeaderboardJson(
            String study,
            @Nullable String metric,
            String split,
            MetricDirection direction,
            @Nullable String unit,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String best,

            List<PlaceJson> leaderboard,
            List<SprintPoint> series,
            List<StudyMetric> metrics) {
        static LeaderboardJson of(Leaderboard board) {
            StudyMetric metric = board.metric();
            return new LeaderboardJson(
                    board.study(),
                    metric == null ? null : metric.name(),
                    metric == null ? "" : metric.split(),
                    board.direction(),
                    metric == null ? null : metric.unit(),
                    board.places().isEmpty()
                            ? null
                            : board.places().get(0).sprint().id(),
                    board.places().stream().map(PlaceJson::of).toList(),
                    board.points(),
                    board.metrics());
        }
    }

    record ComparedSprint(
            String id,
            String studyName,
            String idea,
            SprintStatus status,
            String agent,
            @Nullable String model,
            @Nullable String error,
            @Nullable String summary,
            @Nullable Instant startedAt,
            @Nullable Instant completedAt,
            List<StepReport> steps,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String metricsFault) {}

    /** The lists in {@code numbers} and {@code metrics} are in the order of {@code sprints}. */
    record ComparisonJson(
            List<ComparedSprint> sprints, List<Comparison.NumberLine> numbers, List<Comparison.MetricLine> metrics) {
        static ComparisonJson of(Comparison comparison) {
            return new ComparisonJson(
                    comparison.sprints().stream()
                            .map(detail -> new ComparedSprint(
                                    detail.row().id(),
                                    detail.row().studyName(),
                                    detail.idea(),
                                    detail.row().status(),
                                    detail.row().agent(),
                                    detail.row().model(),
                                    detail.row().error(),
                                    detail.summary(),
                                    detail.row().startedAt(),
                                    detail.row().completedAt(),
                                    detail.steps(),
                                    detail.metricsFault()))
                            .toList(),
                    comparison.numbers(),
                    comparison.metrics());
        }
    }

    @GetMapping("/api/studies/{name}/leaderboard")
    LeaderboardJson leaderboard(
            @PathVariable String name,
            @RequestParam(required = false) @Nullable String metric,
            @RequestParam(required = false) @Nullable String split,
            @RequestParam(required = false) @Nullable String direction,
            @RequestParam(defaultValue = "20") int limit) {
        if (studies.find(name).isEmpty()) {
            throw Rejection.unknown("Study not found");
        }
        return LeaderboardJson.of(leaderboards.of(name, blankIsNull(metric), split, direction(direction), limit));
    }

    @GetMapping("/api/sprints/compare")
    ComparisonJson compare(@RequestParam(defaultValue = "") String ids) {
        return ComparisonJson.of(comparisons.of(ids));
    }

    private static @Nullable MetricDirection direction(@Nullable String word) {
        return word == null || word.isBlank()
                ? null
                : MetricDirection.of(word).orElseThrow(() -> Rejection.invalid("direction: expected max or min"));
    }

    private static @Nullable String blankIsNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }
}
