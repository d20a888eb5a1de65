package io.researchloop.activities.sprint;

import io.researchloop.activities.config.AgentType;
import io.researchloop.activities.config.ClusterConfig;
import io.researchloop.activities.config.Configuration;
import io.researchloop.activities.config.GpuCount;
import io.researchloop.activities.config.JobOptions;
import io.researchloop.activities.config.SchedulerType;
import io.researchloop.activities.config.StudyConfig;
import io.researchloop.activities.store.NewSprint;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Puts together the row of a new sprint: what is wished, and for the rest what the configuration says. */
@Component
public final class SprintDrafts {
    /** A node's last files may reach the login node late. */
    private static final int GRACE_SECONDS = 60;

    private static final int LOCAL_GRACE_SECONDS = 3;

    private final Configuration configuration;
    private final Clock clock;

    SprintDrafts(Configuration configuration, Clock clock) {
        this.configuration = configuration;
        this.clock = clock;
    }

    /**
     * What is wished of a sprint.
     *
     * @param idea blank if the sprint's own agent is to have it
     * @param label what its directory is named after
     * @param jobOptions on top of the cluster's and the study's; an empty value takes an option away
     * @param agent null: the study's
     * @param model null: the study's
     * @param maxCostUsd null: the study's
     * @param maxGpuHours null: the study's
     * @param loopId the auto-loop it belongs to
     * @param resubmitOf the sprint it repeats
     * @param startedBy the person, in words
     */
    public record Wish(
            String idea,
            String label,
            Map<String, String> jobOptions,
            @Nullable AgentType agent,
            @Nullable String model,
            @Nullable Double maxCostUsd,
            @Nullable Double maxGpuHours,
            @Nullable String loopId,
            @Nullable String resubmitOf,
            @Nullable String startedBy) {}

    /** A sprint of a new id. */
    public NewSprint draft(StudyConfig study, Wish wish) {
        ClusterConfig cluster = configuration.clusterOf(study);
        Map<String, String> options = JobOptions.merge(cluster.jobOptions(), study.jobOptions(), wish.jobOptions());
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        String id = SprintNames.newId();
        AgentType agent = wish.agent();
        String model = wish.model();
        Double cost = wish.maxCostUsd();
        return new NewSprint(
                id,
                study.name(),
                study.cluster(),
                wish.idea(),
                SprintNames.directory(study.sprintsDir(), id, wish.label(), now),
                (agent == null ? study.agent() : agent).word(),
                model == null || model.isBlank() ? study.model() : model,
                cost == null ? study.maxCostUsd() : cost,
                runSeconds(study, wish.maxGpuHours(), options),
                study.maxAttempts(),
                cluster.schedulerType() == SchedulerType.LOCAL ? LOCAL_GRACE_SECONDS : GRACE_SECONDS,
                options,
                wish.loopId(),
                wish.resubmitOf(),
                wish.startedBy(),
                now);
    }

    /** What max_gpu_hours leaves of the time limit, for a sprint that asks for GPUs. */
    private static long runSeconds(StudyConfig study, @Nullable Double wished, Map<String, String> options) {
        Double hours = wished == null ? study.maxGpuHours() : wished;
        int gpus = GpuCount.of(options);
        long limit = study.maxSprintDuration().toSeconds();
        return hours == null || gpus == 0 ? limit : Math.max(1, Math.min(limit, Math.round(hours * 3600 / gpus)));
    }
}
