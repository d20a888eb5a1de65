package io.researchloop.web.command;

import io.researchloop.activities.store.StoreListener;
import org.springframework.stereotype.Component;

/** A loop that changed may have news for its workflow, or a new sprint. */
@Component
class LoopWake implements StoreListener {
    private final SprintSignals signals;

    LoopWake(SprintSignals signals) {
        this.signals = signals;
    }

    @Override
    public void sprintChanged(String id) {
        if (id.startsWith("loop-")) {
            signals.wake();
        }
    }
}
