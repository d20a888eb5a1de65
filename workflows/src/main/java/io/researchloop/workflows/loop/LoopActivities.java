package io.researchloop.workflows.loop;

import io.temporal.activity.ActivityInterface;

/** Local activities on the loop's rows. */
@ActivityInterface(namePrefix = "Loop")
public interface LoopActivities {
    /**
     * Makes every move that can be made now, in one transaction: begins sprints as committed rows, opens turns, ends the
     * loop. A repeat finds nothing to do.
     */
    LoopStep advance(String loopId);
}
