package io.researchloop.web.slack;

import io.researchloop.activities.notification.NotDelivered;
import io.researchloop.activities.notification.SlackReplies;
import io.researchloop.activities.store.SlackTurn;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * An hourglass at a message that waits for its turn, and eyes at the one that the agent is answering. A courtesy: where
 * Slack does not take it, or the app lacks its scope, the answer comes all the same.
 */
@Component
class WorkingSign {
    private static final Logger LOG = LoggerFactory.getLogger(WorkingSign.class);
    private static final String WAITING = "hourglass_flowing_sand";
    private static final String WORKING = "eyes";

    private final SlackReplies slack;
    private volatile boolean told;

    WorkingSign(SlackReplies slack) {
        this.slack = slack;
    }

    /** False if Slack does not take it now. */
    boolean waits(SlackTurn turn) {
        return stand(turn, WAITING, true);
    }

    void put(SlackTurn turn) {
        stopWaiting(turn);
        stand(turn, WORKING, true);
    }

    /** Before the answer is written down: a turn that is cut off in between is begun anew, and comes here again. */
    void takeAway(SlackTurn turn) {
        stopWaiting(turn);
        stand(turn, WORKING, false);
    }

    private void stopWaiting(SlackTurn turn) {
        if (turn.told()) {
            stand(turn, WAITING, false);
        }
    }

    private boolean stand(SlackTurn turn, String emoji, boolean stands) {
        String message = turn.message();
        if (message == null) {
            return true;
        }
        try {
            slack.react(turn.channel(), message, emoji, stands);
            return true;
        } catch (NotDelivered e) {
            if (!told) {
                told = true;
                LOG.warn(
                        "slack={} the sign of work could not be set; this is said once: {}", turn.id(), e.getMessage());
            }
            return false;
        }
    }
}
