package io.researchloop.activities.loop;

import io.researchloop.activities.store.LoopDesk;
import io.researchloop.activities.store.LoopRow;
import io.researchloop.activities.store.LoopStore;
import io.researchloop.activities.store.LoopTurnRow;
import io.researchloop.workflows.loop.IdeaRequest;
import io.researchloop.workflows.loop.LoopActivities;
import io.researchloop.workflows.loop.LoopMove;
import io.researchloop.workflows.loop.LoopPolicy;
import io.researchloop.workflows.loop.LoopStatus;
import io.researchloop.workflows.loop.LoopStep;
import io.researchloop.workflows.loop.LoopTurn;
import io.researchloop.workflows.loop.TurnState;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Makes a loop's moves. All that one look leads to is one transaction, so a crash leaves all of it or nothing. */
@Component
public final class LoopActivitiesImpl implements LoopActivities {
    private final LoopStore loops;
    private final LoopSprints sprints;
    private final LoopNotices notices;

    LoopActivitiesImpl(LoopStore loops, LoopSprints sprints, LoopNotices notices) {
        this.loops = loops;
        this.sprints = sprints;
        this.notices = notices;
    }

    @Override
    public LoopStep advance(String loopId) {
        return loops.change(loopId, this::advance);
    }

    private LoopStep advance(LoopDesk desk) {
        Set<String> cancelled = new HashSet<>();
        while (true) {
            LoopMove move = LoopPolicy.next(desk.view(desk.turns()), desk.now());
            if (move instanceof LoopMove.Wait wait) {
                return step(desk, wait.until());
            } else if (move instanceof LoopMove.End end) {
                if (!desk.row().status().terminal()) {
                    desk.status(end.status(), end.reason());
                    notices.ended(desk);
                }
                return step(desk, null);
            } else if (move instanceof LoopMove.CancelSprints cancel) {
                if (!cancelled.addAll(cancel.sprintIds())) {
                    return step(desk, null);
                }
                cancel.sprintIds().forEach(id -> desk.cancelSprint(id, reason(desk.row())));
            } else {
                make(desk, move);
            }
        }
    }

    private static String reason(LoopRow loop) {
        return "The loop " + loop.id() + " was stopped" + (loop.reason() == null ? "." : ": " + loop.reason());
    }

    private void make(LoopDesk desk, LoopMove move) {
        if (move instanceof LoopMove.Begin begin) {
            begin(desk, begin);
        } else if (move instanceof LoopMove.Approve approve) {
            LoopTurn turn = approve.turn();
            String idea = desk.turn(turn.position(), turn.number())
                    .map(LoopTurnRow::idea)
                    .orElse(null);
            sprint(desk, turn.position(), turn.number(), idea);
        } else if (move instanceof LoopMove.Withdraw withdraw) {
            desk.turn(withdraw.turn(), TurnState.REFUSED, null, "The loop began nothing new any more.");
        } else if (move instanceof LoopMove.Pause pause) {
            desk.status(LoopStatus.PAUSED, pause.reason());
        } else if (move instanceof LoopMove.Stop stop) {
            desk.stop(false, stop.reason());
        }
    }

    private void begin(LoopDesk desk, LoopMove.Begin begin) {
        Optional<String> same =
                begin.sameIdea() && begin.parent() != null ? desk.idea(begin.parent()) : Optional.empty();
        desk.begin(begin, TurnState.WRITING);
        if (same.isPresent() || desk.row().plan().ideaInJob()) {
            sprint(desk, begin.position(), begin.number(), same.orElse(null));
        }
    }

    private void sprint(LoopDesk desk, int position, int number, @Nullable String idea) {
        sprints.begin(desk, position, number, idea)
                .ifPresent(why -> desk.turn(position, number).ifPresent(turn -> {
                    desk.turn(turn.turn(), TurnState.UNUSABLE, null, why);
                    desk.status(LoopStatus.FAILED, why);
                }));
    }

    private static LoopStep step(LoopDesk desk, @Nullable Instant until) {
        LoopRow loop = desk.row();
        List<LoopTurn> turns = desk.turns().stream().map(LoopTurnRow::turn).toList();
        List<IdeaRequest> writing = turns.stream()
                .filter(turn -> turn.state() == TurnState.WRITING)
                .map(turn -> new IdeaRequest(loop.id(), turn.position(), turn.number()))
                .toList();
        String description = loop.status().name().toLowerCase(Locale.ROOT) + ", "
                + turns.stream().mapToInt(LoopTurn::position).max().orElse(0) + " of "
                + loop.plan().count() + (loop.reason() == null ? "" : ": " + loop.reason());
        return new LoopStep(loop.status(), loop.news(), writing, until, description);
    }
}
