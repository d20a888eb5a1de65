package io.researchloop.activities.store;

import io.researchloop.activities.metric.Metric;
import io.researchloop.runner.protocol.StepReport;
import io.researchloop.workflows.model.AttemptRecord;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that a sprint's page shows, but for report and findings ({@link SprintStore#text}).
 *
 * @param metricsJson {@code metrics.json} on one line; null if there is none that is JSON
 * @param metricsFault what is wrong with that file; null if nothing is
 * @param steps in their order of work
 * @param attempts oldest first
 * @param live null until the first heartbeat
 */
public record SprintDetail(
        SprintRow row,
        String idea,
        @Nullable String summary,
        @Nullable String metricsJson,
        @Nullable String metricsFault,
        List<Metric> metrics,
        String metadataJson,
        Map<String, String> jobOptions,
        List<StepReport> steps,
        List<AttemptRecord> attempts,
        @Nullable LiveView live) {}
