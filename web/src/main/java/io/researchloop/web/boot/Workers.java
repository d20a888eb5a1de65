package io.researchloop.web.boot;

import io.researchloop.activities.cluster.ClusterActivitiesImpl;
import io.researchloop.activities.config.ClusterConfig;
import io.researchloop.activities.config.Configuration;
import io.researchloop.activities.loop.IdeaActivitiesImpl;
import io.researchloop.activities.loop.LoopActivitiesImpl;
import io.researchloop.activities.notification.NoticeActivitiesImpl;
import io.researchloop.activities.notification.NotificationActivitiesImpl;
import io.researchloop.activities.sprint.ProjectionActivitiesImpl;
import io.researchloop.activities.sprint.SlotActivitiesImpl;
import io.researchloop.activities.sprint.SprintActivitiesImpl;
import io.researchloop.temporal.WorkerDefaults;
import io.researchloop.workflows.cluster.ClusterWorkflowImpl;
import io.researchloop.workflows.loop.AutoLoopWorkflowImpl;
import io.researchloop.workflows.model.TaskQueues;
import io.researchloop.workflows.notification.NotificationWorkflowImpl;
import io.researchloop.workflows.sprint.SprintWorkflowImpl;
import io.researchloop.workflows.tweak.TweakWorkflowImpl;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerOptions;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Which workflows and activities this process works on, and on which queues. */
@Component
class Workers {
    /** Commands at once on one login node; the watcher holds one of them. */
    private static final int PER_CLUSTER = 8;

    private final Configuration configuration;
    private final SprintActivitiesImpl sprints;
    private final ClusterActivitiesImpl clusters;
    private final ProjectionActivitiesImpl projections;
    private final SlotActivitiesImpl slots;
    private final NotificationActivitiesImpl sprintNotices;
    private final NoticeActivitiesImpl notices;
    private final LoopActivitiesImpl loops;
    private final IdeaActivitiesImpl ideas;

    Workers(
            Configuration configuration,
            SprintActivitiesImpl sprints,
            ClusterActivitiesImpl clusters,
            ProjectionActivitiesImpl projections,
            SlotActivitiesImpl slots,
            NotificationActivitiesImpl sprintNotices,
            NoticeActivitiesImpl notices,
            LoopActivitiesImpl loops,
            IdeaActivitiesImpl ideas) {
        this.configuration = configuration;
        this.sprints = sprints;
        this.clusters = clusters;
        this.projections = projections;
        this.slots = slots;
        this.sprintNotices = sprintNotices;
        this.notices = notices;
        this.loops = loops;
        this.ideas = ideas;
    }

    void register(WorkerFactory factory) {
        Worker control = factory.newWorker(TaskQueues.CONTROL, options().build());
        control.registerWorkflowImplementationTypes(
                SprintWorkflowImpl.class,
                TweakWorkflowImpl.class,
                ClusterWorkflowImpl.class,
                AutoLoopWorkflowImpl.class,
                NotificationWorkflowImpl.class);
        control.registerActivitiesImplementations(projections, slots, sprintNotices, notices, clusters, loops, ideas);
        for (ClusterConfig cluster : configuration.clusters()) {
            Worker worker = factory.newWorker(
                    TaskQueues.cluster(cluster.name()),
                    options()
                            .setMaxConcurrentActivityExecutionSize(PER_CLUSTER)
                            .setLocalActivityWorkerOnly(false)
                            .build());
            worker.registerActivitiesImplementations(sprints, clusters);
        }
    }

    private static WorkerOptions.Builder options() {
        return WorkerDefaults.options().setStickyQueueScheduleToStartTimeout(Duration.ofSeconds(1));
    }
}
