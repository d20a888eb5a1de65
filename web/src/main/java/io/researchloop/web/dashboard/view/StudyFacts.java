package io.researchloop.web.dashboard.view;

import io.researchloop.activities.store.StudyMetric;
import io.researchloop.web.result.Leaderboard;
import io.researchloop.web.result.LoopProgress;
import io.researchloop.workflows.model.MetricDirection;
import io.researchloop.workflows.model.SprintStatus;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How a study stands, as the numbers at the head of its page.
 *
 * @param best null unless an agent said which way is better, and a completed sprint has a value
 * @param now null if there was never a sprint
 * @param loop null if there was never one
 */
public record StudyFacts(
        @Nullable Best best,
        Sprints sprints,
        @Nullable Now now,
        List<Fact> spend,
        @Nullable Loop loop) {
    /** The best value of the metric that the leaderboard is by. */
    public record Best(String label, String value, String sprintId, String note) {}

    /** @param others those that ended otherwise; empty if none did */
    public record Sprints(String count, String completed, String others) {}

    /**
     * What has not ended.
     *
     * @param status what is furthest, with how many; null if everything has ended
     * @param note the rest
     */
    public record Now(@Nullable StatusView status, String note) {}

    public record Loop(String id, String progress, StatusView status) {}

    /**
     * @param counts sprints of each status, zeros too
     * @param loop the one that is at work, or was last
     */
    public static StudyFacts of(
            Leaderboard board, Map<SprintStatus, Integer> counts, List<Fact> spend, @Nullable LoopProgress loop) {
        boolean none = counts.values().stream().allMatch(count -> count == 0);
        return new StudyFacts(
                best(board), sprints(counts), none ? null : now(counts), spend, loop == null ? null : loop(loop));
    }

    private static @Nullable Best best(Leaderboard board) {
        StudyMetric metric = board.metric();
        if (metric == null || metric.direction() == null || board.places().isEmpty()) {
            return null;
        }
        Leaderboard.Place first = board.places().get(0);
        return new Best(
                "Best " + MetricView.name(metric.name(), metric.split()),
                MetricView.number(first.value()) + (metric.unit() == null ? "" : " " + metric.unit()),
                first.sprint().id(),
                metric.direction() == MetricDirection.MAX ? "higher is better" : "lower is better");
    }

    private static Sprints sprints(Map<SprintStatus, Integer> counts) {
        int all = counts.values().stream().mapToInt(count -> count).sum();
        return new Sprints(
                Words.count(all),
                all == 0 ? "" : Words.count(counts.getOrDefault(SprintStatus.COMPLETED, 0)) + " completed",
                listed(Stream.of(SprintStatus.FAILED, SprintStatus.CANCELLED), counts));
    }

    private static Now now(Map<SprintStatus, Integer> counts) {
        List<SprintStatus> live = Stream.of(
                        SprintStatus.RUNNING, SprintStatus.SUBMITTED, SprintStatus.QUEUED, SprintStatus.PENDING)
                .filter(status -> counts.getOrDefault(status, 0) > 0)
                .toList();
        return live.isEmpty()
                ? new Now(null, "")
                : new Now(
                        new StatusView(StatusView.of(live.get(0)).key(), listed(Stream.of(live.get(0)), counts)),
                        listed(live.stream().skip(1), counts));
    }

    /** {@code 4 failed, 1 cancelled}; empty if there is none of them. */
    private static String listed(Stream<SprintStatus> statuses, Map<SprintStatus, Integer> counts) {
        return statuses.filter(status -> counts.getOrDefault(status, 0) > 0)
                .map(status -> Words.count(counts.getOrDefault(status, 0)) + " " + word(status))
                .collect(Collectors.joining(", "));
    }

    private static String word(SprintStatus status) {
        return switch (status) {
            case PENDING -> "pending";
            case QUEUED -> "in the queue";
            case SUBMITTED -> "submitted";
            case RUNNING -> "running";
            case COMPLETED -> "completed";
            case FAILED -> "failed";
            case CANCELLED -> "cancelled";
        };
    }

    private static Loop loop(LoopProgress loop) {
        return new Loop(
                loop.loop().id(), loop.completed() + " of " + loop.loop().plan().count(), LoopLine.status(loop));
    }
}
