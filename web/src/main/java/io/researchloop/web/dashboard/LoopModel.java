package io.researchloop.web.dashboard;

import io.researchloop.web.command.Rejection;
import io.researchloop.web.dashboard.view.LoopView;
import io.researchloop.web.result.LoopReads;
import java.time.Clock;
import org.springframework.stereotype.Component;

/** Reads what a loop's page says. */
@Component
class LoopModel {
    private final LoopReads loops;
    private final Clock clock;

    LoopModel(LoopReads loops, Clock clock) {
        this.loops = loops;
        this.clock = clock;
    }

    /** @throws Rejection if there is no such loop */
    LoopView read(String id) {
        return LoopView.of(loops.find(id), loops.stepCosts(id), clock.instant(), clock.getZone());
    }
}
