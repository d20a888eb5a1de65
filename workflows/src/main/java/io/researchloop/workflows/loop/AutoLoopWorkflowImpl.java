package io.researchloop.workflows.loop;

import io.researchloop.workflows.model.LocalCalls;
import io.researchloop.workflows.model.TaskQueues;
import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.failure.CanceledFailure;
import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the loop's rows whenever there is news, and makes the moves that are due. It keeps nothing that the rows do
 * not have, so it may be lost, started twice or continued as new at any time.
 */
public final class AutoLoopWorkflowImpl implements AutoLoopWorkflow {
    /** Each look costs some ten events: long before the history is long, it is begun anew. */
    private static final int LOOKS = 200;

    private final LoopRun loop;
    private final LoopActivities rows = Workflow.newLocalActivityStub(LoopActivities.class, LocalCalls.untilDone());
    private final IdeaActivities ideas;
    private final Map<IdeaRequest, Promise<Void>> writing = new LinkedHashMap<>();
    private long news;
    private LoopStep step;

    @WorkflowInit
    public AutoLoopWorkflowImpl(LoopRun loop) {
        this.loop = loop;
        this.news = loop.seen();
        this.step = LoopStep.none(loop.seen());
        this.ideas = Workflow.newActivityStub(
                IdeaActivities.class,
                ActivityOptions.newBuilder()
                        .setTaskQueue(TaskQueues.CONTROL)
                        .setSummary("write an idea")
                        .setStartToCloseTimeout(Duration.ofHours(1))
                        .setHeartbeatTimeout(Duration.ofSeconds(10))
                        .setRetryOptions(RetryOptions.newBuilder()
                                .setInitialInterval(Duration.ofSeconds(1))
                                .setMaximumInterval(Duration.ofMinutes(1))
                                .build())
                        .build());
    }

    @Override
    public void news(long number) {
        news = Math.max(news, number);
    }

    @Override
    public LoopStep step() {
        return step;
    }

    @Override
    public void run(LoopRun input) {
        for (int looks = 0; !step.status().terminal(); looks++) {
            boolean aged = looks >= LOOKS || Workflow.getInfo().isContinueAsNewSuggested();
            if (aged && writing.isEmpty()) {
                Workflow.await(Workflow::isEveryHandlerFinished);
                Workflow.continueAsNew(new LoopRun(loop.loopId(), loop.study(), step.seen()));
            }
            step = rows.advance(loop.loopId());
            Workflow.setCurrentDetails(step.description());
            step.writing().forEach(this::write);
            if (!step.status().terminal()) {
                awaitNews(step.until());
            }
        }
    }

    private void write(IdeaRequest request) {
        writing.computeIfAbsent(request, turn -> Async.procedure(ideas::write, turn));
    }

    private void awaitNews(@Nullable Instant until) {
        if (until == null) {
            Workflow.await(this::somethingNew);
        } else {
            Duration pause = Duration.between(Instant.ofEpochMilli(Workflow.currentTimeMillis()), until);
            Workflow.await(pause.isNegative() ? Duration.ZERO : pause.plusMillis(1), this::somethingNew);
        }
        writing.values().removeIf(this::settled);
    }

    private boolean somethingNew() {
        return news > step.seen() || writing.values().stream().anyMatch(Promise::isCompleted);
    }

    /** What became of it stands in the rows; an activity that could not even write that is begun again. */
    private boolean settled(Promise<Void> idea) {
        if (!idea.isCompleted()) {
            return false;
        }
        try {
            idea.get();
        } catch (CanceledFailure e) {
            throw e;
        } catch (TemporalFailure e) {
            Workflow.getLogger(AutoLoopWorkflowImpl.class)
                    .warn("loop={} an idea could not be written: {}", loop.loopId(), e.getMessage());
        }
        return true;
    }
}
