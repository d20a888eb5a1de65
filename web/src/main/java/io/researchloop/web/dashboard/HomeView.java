package io.researchloop.web.dashboard;

import io.researchloop.activities.store.QueueWait;
import io.researchloop.activities.store.SprintRow;
import io.researchloop.web.dashboard.view.ClusterView;
import io.researchloop.web.dashboard.view.Expected;
import io.researchloop.web.dashboard.view.SpendWeek;
import io.researchloop.web.dashboard.view.SprintLine;
import io.researchloop.web.dashboard.view.StatusView;
import io.researchloop.web.dashboard.view.When;
import io.researchloop.web.dashboard.view.Words;
import io.researchloop.workflows.model.SprintStatus;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the home page says.
 *
 * @param news what ended since the last visit; null at the first
 * @param empty true before the first sprint
 * @param spend null if nothing was spent lately
 * @param loops true if a study allows them
 */
record HomeView(
        boolean empty,
        int running,
        int waiting,
        @Nullable News news,
        List<Need> needs,
        List<Running> runningRows,
        List<Waiting> waitingRows,
        List<Ended> endedRows,
        @Nullable SpendWeek spend,
        List<ClusterView> clusters,
        boolean loops) {
    /** Something that a person should look at. */
    record Need(
            String status,
            String title,
            String text,
            @Nullable When when,
            String href,
            String action) {}

    record Running(SprintLine line, Expected ends) {}

    /**
     * @param place in its cluster's line, or what else it waits for
     * @param since when it waits
     * @param waited until now, in words
     * @param starts when it gets a slot
     */
    record Waiting(SprintLine line, StatusView status, String place, Instant since, String waited, Expected starts) {
        /**
         * @param cluster null if there is none of its name any more
         * @param wait what its scheduler says of its job, while that waits in the queue
         * @param start when it is expected to get a slot, if it is in line
         */
        static Waiting of(
                SprintRow row,
                SprintLine line,
                @Nullable ClusterView cluster,
                Optional<QueueWait> wait,
                Expected start,
                Clock clock) {
            Instant now = clock.instant();
            Instant since = row.queuedAt() == null ? row.createdAt() : row.queuedAt();
            boolean paused = cluster != null && cluster.error() != null && row.status() != SprintStatus.PENDING;
            boolean sleeps = line.status().key().equals("sleeping");
            return new Waiting(
                    line,
                    paused && !sleeps ? new StatusView("paused", "Paused") : line.status(),
                    place(row, line, cluster, paused, wait.map(QueueWait::reason)),
                    since,
                    Words.duration(Duration.between(since, now)),
                    starts(row, paused, sleeps, wait, start, clock));
        }

        private static String place(
                SprintRow row,
                SprintLine line,
                @Nullable ClusterView cluster,
                boolean paused,
                Optional<String> reason) {
            Integer position = row.queuePosition();
            if (position == null || cluster == null) {
                return reason.map(why -> line.outcome() + ". " + why).orElse(line.outcome());
            }
            return Words.ordinal(position)
                    + (paused
                            ? " on " + cluster.name() + ", which is paused"
                            : " of " + Math.max(position, cluster.inLine()) + " on " + cluster.name());
        }

        private static Expected starts(
                SprintRow row, boolean paused, boolean sleeps, Optional<QueueWait> wait, Expected start, Clock clock) {
            Instant until = row.sleepUntil();
            if (sleeps && until != null) {
                return Expected.notBefore(until, clock);
            }
            if (paused) {
                return Expected.said("when " + row.cluster() + " is back");
            }
            return switch (row.status()) {
                case SUBMITTED ->
                    wait.map(said -> said.expectedAfter(clock.instant()))
                            .map(at -> Expected.byTheScheduler(at, clock))
                            .orElse(Expected.said("as its scheduler decides"));
                case PENDING -> Expected.said("in a moment");
                case QUEUED, RUNNING, COMPLETED, FAILED, CANCELLED -> start;
            };
        }
    }

    /** @param any false if nothing ended since */
    record News(String count, boolean any, When since) {}

    /** @param fresh true if it ended since the last visit */
    record Ended(SprintLine line, boolean fresh) {}

    public String title() {
        return empty ? "Start the first sprint" : needs.isEmpty() ? "Home" : needs.size() + " need you";
    }
}
