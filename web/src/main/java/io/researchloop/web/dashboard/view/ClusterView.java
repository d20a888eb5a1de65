package io.researchloop.web.dashboard.view;

import io.researchloop.activities.config.ClusterConfig;
import io.researchloop.activities.config.SchedulerType;
import io.researchloop.activities.deployment.Deployment;
import io.researchloop.activities.store.ClusterState;
import io.researchloop.activities.store.Spending.Ended;
import io.researchloop.activities.store.SprintRow;
import io.researchloop.activities.store.TweakRow;
import io.researchloop.web.command.ClusterCheck.Report;
import io.researchloop.workflows.model.Spend;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A cluster: is it there, what does it do, who waits for it.
 *
 * @param since it is in this state; null if nothing is known yet
 * @param seen when it last answered
 * @param error why it does not answer; null if it does
 * @param local whether its sprints run on this machine
 * @param holders the sprints in its slots
 * @param tweaks of ended sprints, in slots of their own
 * @param queue the first sprints in line, first come first
 * @param inLine how many there are in line
 * @param forecast when those in its slots end and those in line get one, by the sprint's id
 * @param check the last look at its links; null if there was none since the server started
 * @param deployment what is on its way there; null if nothing is
 */
public record ClusterView(
        String name,
        String scheduler,
        boolean local,
        StatusView status,
        @Nullable When since,
        @Nullable When seen,
        @Nullable String error,
        int slots,
        List<SprintLine> holders,
        List<TweakLine> tweaks,
        List<SprintLine> queue,
        int inLine,
        Map<String, Expected> forecast,
        List<Detail> details,
        @Nullable CheckView check,
        @Nullable DeploymentView deployment) {
    private static final int FREE_SHOWN = 3;

    public static ClusterView of(
            ClusterConfig config,
            @Nullable ClusterState state,
            List<SprintRow> holders,
            List<TweakRow> tweaks,
            List<SprintRow> queue,
            int inLine,
            @Nullable Ended ended,
            Map<String, Expected> forecast,
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
                scheduler(config.schedulerType()),
                config.schedulerType() == SchedulerType.LOCAL,
                status(state),
                since == null ? null : When.of(since, now, zone),
                state == null || state.lastPollAt() == null ? null : When.of(state.lastPollAt(), now, zone),
                !paused ? null : lastError == null ? "No reason was recorded" : lastError,
                config.maxConcurrentJobs(),
                holders.stream().map(row -> SprintLine.of(row, now, zone)).toList(),
                tweaks.stream().map(row -> TweakLine.of(row, now)).toList(),
                queue.stream().map(row -> SprintLine.of(row, now, zone)).toList(),
                inLine,
                forecast,
                details(config, state, ended, now, zone),
                check == null ? null : CheckView.of(check, now, zone),
                DeploymentView.of(deployment));
    }

    /** As its makers write it. */
    private static String scheduler(SchedulerType type) {
        return switch (type) {
            case SLURM, SGE, PBS, LSF -> type.name();
            case LOCAL -> "local";
        };
    }

    private static StatusView status(@Nullable ClusterState state) {
        if (state == null || (state.pausedSince() == null && state.reachableSince() == null)) {
            return new StatusView("pending", "Not asked yet");
        }
        return state.pausedSince() != null
                ? new StatusView("paused", "Paused")
                : new StatusView("completed", "Reachable");
    }

    private static List<Detail> details(
            ClusterConfig config, @Nullable ClusterState state, @Nullable Ended ended, Instant now, ZoneId zone) {
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
        if (ended != null) {
            Spend spend = ended.spend();
            String hours = spend.gpuSeconds() == 0
                    ? ""
                    : ", " + MetricView.number(Math.round(spend.gpuHours() * 10) / 10.0) + " GPU hours";
            details.add(Detail.text(
                    "Ended in 7 days",
                    Words.counted(ended.sprints(), "sprint") + ", " + Words.money(spend.costUsd()) + hours));
        }
        config.jobOptions().forEach((name, value) -> details.add(Detail.code(name, value)));
        return details;
    }

    /** When it ends, or gets a slot. */
    public Expected expected(String sprint) {
        return forecast.getOrDefault(sprint, Expected.TOO_EARLY);
    }

    /** Null if that cannot be said. */
    public @Nullable When endOf(String sprint) {
        return expected(sprint).at();
    }

    public int used() {
        return holders.size() + tweaks.size();
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
        return Math.max(0, slots - used());
    }
}
