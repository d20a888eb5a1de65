package io.researchloop.activities.sprint;

import io.researchloop.activities.notification.SprintNotices;
import io.researchloop.activities.store.AddressedNotice;
import io.researchloop.activities.store.SprintStore;
import io.researchloop.activities.store.Tweaks;
import io.researchloop.runner.protocol.StepStatus;
import io.researchloop.workflows.model.SprintProjection;
import io.researchloop.workflows.model.TweakId;
import io.researchloop.workflows.sprint.ProjectionActivities;
import java.util.List;
import org.springframework.stereotype.Component;

/** Keeps the row true, and raises the notices that a new state is worth in the same transaction. */
@Component
public final class ProjectionActivitiesImpl implements ProjectionActivities {
    private final SprintStore sprints;
    private final Tweaks tweaks;
    private final SprintNotices notices;

    ProjectionActivitiesImpl(SprintStore sprints, Tweaks tweaks, SprintNotices notices) {
        this.sprints = sprints;
        this.tweaks = tweaks;
        this.notices = notices;
    }

    @Override
    public void project(SprintProjection projection) {
        if (TweakId.is(projection.sprintId())) {
            tweaks.project(projection);
            return;
        }
        sprints.project(projection, SprintNotices.worthTelling(projection) ? notices(projection) : List.of());
    }

    private List<AddressedNotice> notices(SprintProjection projection) {
        return sprints.find(projection.sprintId())
                .map(row -> notices.of(projection, row.studyName()))
                .orElse(List.of());
    }

    @Override
    public long progress(String sprintId) {
        return sprints.detail(sprintId)
                .map(sprint -> sprint.row().turns()
                        + sprint.steps().stream()
                                .filter(step -> step.status() == StepStatus.COMPLETED)
                                .count())
                .orElse(0L);
    }
}
