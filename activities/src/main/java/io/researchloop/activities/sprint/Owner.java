package io.researchloop.activities.sprint;

import io.researchloop.activities.store.SprintDetail;
import io.researchloop.activities.store.SprintRow;
import io.researchloop.activities.store.TweakRow;
import io.researchloop.runner.protocol.SprintFiles;
import io.researchloop.workflows.model.JobRef;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an attempt belongs to.
 *
 * @param tweak null if the attempt is the sprint's own
 */
record Owner(SprintDetail sprint, @Nullable TweakRow tweak) {
    String id() {
        return tweak == null ? row().id() : tweak.id();
    }

    SprintRow row() {
        return sprint.row();
    }

    @Nullable
    JobRef job() {
        return tweak == null ? row().job() : tweak.job();
    }

    Map<String, String> jobOptions() {
        return tweak == null ? sprint.jobOptions() : tweak.jobOptions();
    }

    /** What it may cost by itself; null: no limit. */
    @Nullable
    Double maxCostUsd() {
        return tweak == null ? row().maxCostUsd() : tweak.maxCostUsd();
    }

    double costUsd() {
        return tweak == null ? row().costUsd() : tweak.costUsd();
    }

    /**
     * Where the attempts lie: a tweak has a place of its own, so that what the sprint's attempts left stays.
     *
     * @param sprintDirectory absolute
     */
    SprintDirectory attempts(String sprintDirectory) {
        return new SprintDirectory(
                tweak == null ? sprintDirectory : sprintDirectory + "/" + SprintFiles.tweak(tweak.id()));
    }
}
