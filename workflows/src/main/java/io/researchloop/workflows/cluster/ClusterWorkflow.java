package io.researchloop.workflows.cluster;

import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.UpdateMethod;
import io.temporal.workflow.UpdateValidatorMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** A cluster's slots: first come, first served, never more than the limit. It lives as long as the cluster is used. */
@WorkflowInterface
public interface ClusterWorkflow {
    @WorkflowMethod
    void run(ClusterSnapshot snapshot);

    /** A sprint gets in line for an attempt; repeats do not move it. */
    @SignalMethod
    void claim(Lease lease);

    /** A sprint's job runs or is about to: it has its slot, whatever the limit says. */
    @SignalMethod
    void hold(Lease lease);

    /** The attempt, and every earlier one of that sprint, needs no slot any more. */
    @SignalMethod
    void release(Lease lease);

    /** Sets {@code max_concurrent_jobs}, at least 1. Jobs that run above a lowered limit run on. */
    @UpdateMethod
    int changeLimit(int maxConcurrentJobs);

    @UpdateValidatorMethod(updateName = "changeLimit")
    void validateLimit(int maxConcurrentJobs);

    @QueryMethod
    ClusterSnapshot snapshot();
}
