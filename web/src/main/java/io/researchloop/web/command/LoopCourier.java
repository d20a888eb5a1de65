package io.researchloop.web.command;

import io.researchloop.activities.store.LoopRow;
import io.researchloop.activities.store.LoopStore;
import io.researchloop.workflows.loop.AutoLoopWorkflow;
import io.researchloop.workflows.loop.LoopRun;
import io.researchloop.workflows.model.TaskQueues;
import io.temporal.api.enums.v1.WorkflowIdConflictPolicy;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.client.BatchRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import org.springframework.stereotype.Component;

/** Tells a loop's workflow that there is news, starting it if need be, and ticks it off. */
@Component
class LoopCourier {
    private final LoopStore loops;

    LoopCourier(LoopStore loops) {
        this.loops = loops;
    }

    /** A loop that has ended hears of nothing any more. */
    void tell(WorkflowClient client, LoopRow loop) {
        if (!loop.status().terminal()) {
            AutoLoopWorkflow workflow = client.newWorkflowStub(AutoLoopWorkflow.class, options(loop));
            BatchRequest request = client.newSignalWithStartRequest();
            request.add(workflow::run, new LoopRun(loop.id(), loop.studyName(), 0));
            request.add(workflow::news, loop.news());
            EngineCall.within(() -> client.signalWithStart(request));
        }
        loops.told(loop.id(), loop.news());
    }

    private static WorkflowOptions options(LoopRow loop) {
        return WorkflowOptions.newBuilder()
                .setWorkflowId(loop.id())
                .setTaskQueue(TaskQueues.CONTROL)
                .setWorkflowIdConflictPolicy(WorkflowIdConflictPolicy.WORKFLOW_ID_CONFLICT_POLICY_USE_EXISTING)
                .setWorkflowIdReusePolicy(WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_ALLOW_DUPLICATE)
                .setStaticSummary("Loop of " + Shortened.of(loop.studyName(), 60))
                .build();
    }
}
