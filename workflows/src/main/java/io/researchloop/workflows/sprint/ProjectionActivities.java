package io.researchloop.workflows.sprint;

import io.researchloop.workflows.model.SprintProjection;
import io.temporal.activity.ActivityInterface;

/** Local activities that keep the row true. */
@ActivityInterface(namePrefix = "Projection")
public interface ProjectionActivities {
    void project(SprintProjection projection);

    /** A number that grows while the sprint's agent gets on, over all attempts: its turns, and the steps that are done. */
    long progress(String sprintId);
}
