package io.researchloop.web.command;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A wish for a sprint, unchecked.
 *
 * @param jobOptions on top of the cluster's and the study's; an empty value takes an option away
 * @param agent null: the study's
 * @param model null: the study's
 * @param maxCostUsd null: the study's
 * @param maxGpuHours null: the study's; means nothing to a sprint without GPUs
 * @param idempotencyKey a repeat with the same key creates nothing
 */
public record NewSprintRequest(
        @Nullable String study,
        @Nullable String idea,
        Map<String, String> jobOptions,
        @Nullable String agent,
        @Nullable String model,
        @Nullable Double maxCostUsd,
        @Nullable Double maxGpuHours,
        @Nullable String idempotencyKey) {
    public NewSprintRequest {
        // In one order, so that equal requests are written alike.
        jobOptions = Collections.unmodifiableMap(new TreeMap<>(jobOptions));
    }

    public NewSprintRequest(
            @Nullable String study,
            @Nullable String idea,
            Map<String, String> jobOptions,
            @Nullable String agent,
            @Nullable String model,
            @Nullable Double maxCostUsd,
            @Nullable String idempotencyKey) {
        this(study, idea, jobOptions, agent, model, maxCostUsd, null, idempotencyKey);
    }

    NewSprintRequest withoutKey() {
        return new NewSprintRequest(study, idea, jobOptions, agent, model, maxCostUsd, maxGpuHours, null);
    }

    /** An idea for a study, and everything else as the configuration says. */
    public static NewSprintRequest of(String study, String idea) {
        return new NewSprintRequest(study, idea, Map.of(), null, null, null, null, null);
    }
}
