package io.researchloop.web.dashboard.view;

import io.researchloop.activities.config.ClusterConfig;
import io.researchloop.activities.deployment.Deployment;
import io.researchloop.activities.store.ClusterState;
import io.researchloop.activities.store.SprintRow;
import io.researchloop.web.command.ClusterCheck.Report;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A cluster: is it there, what does it do, who waits for it.
 *
 * @param since it is in this state; null if nothing is known yet
 * @param seen when it last answered
 * @param error why it does not answer; null if it does
 * @param holders the sprints in its slots
 * @param queue the first sprints in line, first come first
 * @param inLine how many there are in line
 * @param check the last look at its links; null if there was none since the server started
 * @param deployment what is on its way there; null if nothing is
 */
public record ClusterView(
        String name,
        String scheduler,
        StatusView status,
        @Nullable When since,
        @Nullable When seen,
        @Nullable String error,
        int slots,
        List<SprintLine> holders,
        List<SprintLine> queue,
        int inLine,
        List<Detail> details,
        @Nullable CheckView check,
        @Nullable DeploymentView deployment) {
    private static final int FREE_SHOWN = 3;

    public static ClusterView of(
            ClusterConfig config,
            @Nullable ClusterState state,
            List<SprintRow> holders,
            List<SprintRow> queue,
            int inLine,
            @Nullable Report check,
            @Nullable Deployment deployment,
            Instant now,
            ZoneId zone) {
        Instant pausedSince = state == null ? null : state.pausedSince();
        Instant reachableSince = state == null ? null : state.reachableSince();
        String lastError = state == null ? null : state.lastError();
        boolean paused = pausedSince != null;
        Instant since = paused ? pausedSince : reachableSince;
        return new ClusterView(
                config.name(),
                config.schedulerType().name().toLowerCase(Locale.ROOT),
                status(state),
                since == null ? null : When.of(since, now, zone),
                state == null || state.lastPollAt() == null ? null : When.of(state.lastPollAt(), now, zone),
                !paused ? null : lastError == null ? "No reason was recorded" : lastError,
                config.maxConcurrentJobs(),
                holders.stream().map(row -> SprintLine.of(row, now, zone)).toList(),
                queue.stream().map(row -> SprintLine.of(row, now, zone)).toList(),
                inLine,
                details(config, state, now, zone),
                check == null ? null : CheckView.of(check, now, zone),
                DeploymentView.of(deployment));
    }

    private static StatusView status(@Nullable ClusterState state) {
        if (state == null || (state.pausedSince() == null && state.reachableSince() == null)) {
            return new StatusView("pending", "Not asked yet");
        }
        return state.pausedSince() != null
                ? new StatusView("paused", "Paused")
                : new StatusView("completed", "Reachable");
    }

    private static List<Detail> details(ClusterConfig config, @Nullable ClusterState state, Instant now, ZoneId zone) {
        List<Detail> details = new ArrayList<>();
        if (config.host() == null) {
            details.add(Detail.text("Host", "this machine"));
        } else {
            String user = config.user() == null ? "" : config.user() + "@";
            details.add(Detail.code("Host", user + config.host() + (config.port() == 22 ? "" : ":" + config.port())));
        }
        details.add(Detail.code("Directory", config.workingDir()));
        details.add(Detail.text("Poll", "every " + Words.duration(config.pollInterval())));
        if (state != null && state.lastPollAt() != null) {
            details.add(Detail.when("Last poll", When.of(state.lastPollAt(), now, zone)));
        }
        if (state != null && state.pausedSince() == null && state.lastError() != null) {
            details.add(Detail.text("Last look failed", state.lastError()));
        }
        config.jobOptions().forEach((name, value) -> details.add(Detail.code(name, value)));
        return details;
    }

    public int used() {
        return holders.size();
    }

    /** Free slots drawn as such; a hundred of them say no more than a number. */
    public int freeShown() {
        return free() <= FREE_SHOWN + 1 ? free() : FREE_SHOWN;
    }

    public int freeMore() {
        return free() - freeShown();
    }

    public String queueWords() {
        return inLine == 0 ? "queue empty" : Words.count(inLine) + " in the queue";
    }

    private int free() {
        return Math.max(0, slots - holders.size());
    }
}
