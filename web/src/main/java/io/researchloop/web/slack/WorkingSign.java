package io.researchloop.web.slack;

import io.researchloop.activities.notification.NotDelivered;
import io.researchloop.activities.notification.SlackReplies;
import io.researchloop.activities.store.SlackTurn;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Eyes at the message that the agent is answering. A courtesy: where Slack does not take it, or the app lacks its scope,
 * the answer comes all the same.
 */
@Component
class WorkingSign {
    private static final Logger LOG = LoggerFactory.getLogger(WorkingSign.class);
    private static final String EMOJI = "eyes";

    private final SlackReplies slack;
    private volatile boolean told;

    WorkingSign(SlackReplies slack) {
        this.slack = slack;
    }

    void put(SlackTurn turn) {
        stand(turn, true);
    }

    /** Before the answer is written down: a turn that is cut off in between is begun anew, and comes here again. */
    void takeAway(SlackTurn turn) {
        stand(turn, false);
    }

    private void stand(SlackTurn turn, boolean stands) {
        String message = turn.message();
        if (message == null) {
            return;
        }
        try {
            slack.react(turn.channel(), message, EMOJI, stands);
        } catch (NotDelivered e) {
            if (!told) {
                told = true;
                LOG.warn(
                        "slack={} the sign of work could not be set; this is said once: {}", turn.id(), e.getMessage());
            }
        }
    }
}
