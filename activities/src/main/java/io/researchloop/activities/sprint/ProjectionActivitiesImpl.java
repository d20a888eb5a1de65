package io.researchloop.activities.sprint;

import io.researchloop.activities.notification.Notifiers;
import io.researchloop.activities.store.SprintStore;
import io.researchloop.activities.store.Tweaks;
import io.researchloop.workflows.model.SprintProjection;
import io.researchloop.workflows.model.TweakId;
import io.researchloop.workflows.sprint.ProjectionActivities;
import org.springframework.stereotype.Component;

/** Keeps the row true, and opens the notices that a new status is worth in the same transaction. */
@Component
public final class ProjectionActivitiesImpl implements ProjectionActivities {
    private final SprintStore sprints;
    private final Tweaks tweaks;
    private final Notifiers notifiers;

    ProjectionActivitiesImpl(SprintStore sprints, Tweaks tweaks, Notifiers notifiers) {
        this.sprints = sprints;
        this.tweaks = tweaks;
        this.notifiers = notifiers;
    }

    @Override
    public void project(SprintProjection projection) {
        if (TweakId.is(projection.sprintId())) {
            tweaks.project(projection);
            return;
        }
        sprints.project(projection, notifiers.wanting(projection.status()));
    }
}
