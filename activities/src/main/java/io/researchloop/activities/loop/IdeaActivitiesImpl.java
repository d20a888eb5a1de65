package io.researchloop.activities.loop;

import io.researchloop.activities.UserError;
import io.researchloop.activities.cluster.HeartbeatPump;
import io.researchloop.activities.scheduler.SubmitRefused;
import io.researchloop.activities.sprint.IdeaJobs;
import io.researchloop.activities.sprint.IdeaResult;
import io.researchloop.activities.store.LoopRow;
import io.researchloop.activities.store.LoopStore;
import io.researchloop.activities.store.LoopTurnRow;
import io.researchloop.activities.transport.FileRefused;
import io.researchloop.workflows.loop.IdeaActivities;
import io.researchloop.workflows.loop.IdeaRequest;
import io.researchloop.workflows.loop.LoopTurn;
import io.researchloop.workflows.loop.TurnState;
import io.temporal.activity.Activity;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Has ideas written, and writes into the rows what came of it. */
@Component
public final class IdeaActivitiesImpl implements IdeaActivities {
    private final LoopStore loops;
    private final LoopSprints sprints;
    private final IdeaJobs jobs;
    private final LoopNotices notices;

    IdeaActivitiesImpl(LoopStore loops, LoopSprints sprints, IdeaJobs jobs, LoopNotices notices) {
        this.loops = loops;
        this.sprints = sprints;
        this.jobs = jobs;
        this.notices = notices;
    }

    @Override
    public void write(IdeaRequest request) {
        HeartbeatPump heartbeat = new HeartbeatPump(Activity.getExecutionContext());
        try {
            Optional<LoopTurnRow> turn = wanted(request);
            if (turn.isPresent()) {
                LoopRow loop = loops.find(request.loopId()).orElseThrow();
                settle(request, result(loop, turn.get().turn(), request));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the server is shutting down", e);
        } finally {
            heartbeat.close();
        }
    }

    private Optional<LoopTurnRow> wanted(IdeaRequest request) {
        return loops.find(request.loopId()).flatMap(loop -> loops.turns(loop).stream()
                .filter(turn -> turn.turn().position() == request.position()
                        && turn.turn().number() == request.number()
                        && turn.turn().state() == TurnState.WRITING)
                .findFirst());
    }

    private IdeaResult result(LoopRow loop, LoopTurn turn, IdeaRequest request) throws InterruptedException {
        try {
            IdeaResult result = jobs.run(loop, turn, () -> wanted(request).isPresent());
            if (result.sleep() != null) {
                // The account's usage limit: the idea is written when it is lifted.
                throw ApplicationFailure.newBuilder()
                        .setMessage(result.fault())
                        .setType("UsageLimited")
                        .setNextRetryDelay(
                                result.sleep().compareTo(Duration.ZERO) > 0 ? result.sleep() : Duration.ofSeconds(1))
                        .build();
            }
            return result;
        } catch (SubmitRefused | UserError | FileRefused e) {
            return IdeaResult.none(String.valueOf(e.getMessage()), 0);
        }
    }

    private void settle(IdeaRequest request, IdeaResult result) {
        loops.change(request.loopId(), desk -> {
            Optional<LoopTurnRow> found = desk.turn(request.position(), request.number());
            if (found.isEmpty()) {
                return false;
            }
            LoopTurn turn = found.get().turn();
            desk.ideaCost(turn, result.costUsd());
            if (turn.state() != TurnState.WRITING) {
                return false;
            }
            String idea = result.idea();
            if (idea != null) {
                desk.reason(turn, result.reason());
            }
            if (idea == null) {
                desk.turn(turn, result.noneLeft() ? TurnState.NONE_LEFT : TurnState.UNUSABLE, null, result.fault());
            } else if (desk.row().plan().approveIdeas()) {
                desk.turn(turn, TurnState.OFFERED, idea, null);
                desk.turn(turn.position(), turn.number()).ifPresent(offered -> notices.offered(desk, offered));
            } else {
                desk.turn(turn, TurnState.WRITING, idea, null);
                sprints.begin(desk, request.position(), request.number(), idea)
                        .ifPresent(why -> desk.turn(turn, TurnState.UNUSABLE, null, why));
            }
            return true;
        });
    }
}
