package io.researchloop.web.dashboard.view;

import io.researchloop.activities.store.LoopRow;
import io.researchloop.workflows.loop.LoopPlan;
import io.researchloop.workflows.loop.LoopStatus;
import java.time.Instant;
import java.util.Map;

/** A loop of the scripted agent, whose sprints may spend eight dollars each. */
final class SampleLoop {
    private SampleLoop() {}

    static LoopRow row(LoopStatus status, LoopPlan plan, Instant createdAt) {
        return new LoopRow(
                1,
                "loop-1",
                "study",
                "here",
                status,
                false,
                null,
                "",
                plan,
                Map.of(),
                "scripted",
                null,
                8.0,
                null,
                createdAt,
                null,
                0,
                0);
    }
}
