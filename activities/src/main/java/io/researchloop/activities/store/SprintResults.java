package io.researchloop.activities.store;

import io.researchloop.runner.protocol.Completion;
import io.researchloop.runner.protocol.StepReport;
import io.researchloop.runner.protocol.Usage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a sprint's work brought. Null leaves as it is what is there.
 *
 * @param idea the idea that the sprint worked on, if its runner found it
 */
public record SprintResults(
        @Nullable String idea,
        @Nullable String summary,
        @Nullable String report,
        @Nullable String findings,
        @Nullable String metricsJson,
        @Nullable String sessionId,
        @Nullable Usage usage,
        @Nullable List<StepReport> steps) {

    /** What a sprint's files hold. */
    public static SprintResults ofFiles(
            @Nullable String summary,
            @Nullable String report,
            @Nullable String findings,
            @Nullable String metricsJson) {
        return new SprintResults(null, summary, report, findings, metricsJson, null, null, null);
    }

    /** What the runner's last word holds. */
    public static SprintResults of(Completion word) {
        return new SprintResults(
                word.idea(), word.summary(), null, null, null, word.sessionId(), word.usage(), word.steps());
    }
}
