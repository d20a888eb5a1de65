package io.researchloop.workflows.sprint;

import io.researchloop.workflows.model.SprintProjection;
import io.temporal.activity.ActivityInterface;

/** Local activities that keep the row true. */
@ActivityInterface(namePrefix = "Projection")
public interface ProjectionActivities {
    void project(SprintProjection projection);
}
