package io.researchloop.web.slack;

import io.researchloop.activities.store.SlackInbox;
import io.researchloop.activities.store.SlackReply;
import io.researchloop.activities.store.StoreUnavailable;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Works off the inbox, oldest first; what a crash left is taken up at the next start. Nothing here waits for anybody:
 * what is to be said goes to the outbox with the tick in the inbox, and talk goes to the line of its thread.
 */
@Component
class SlackWorker extends Rounds {
    private static final Logger LOG = LoggerFactory.getLogger(SlackWorker.class);
    private static final int BATCH = 50;
    private static final Duration SWEEP = Duration.ofMinutes(1);

    private final SlackInbox inbox;
    private final SlackDesk desk;
    private final SlackSender sender;

    SlackWorker(SlackInbox inbox, SlackDesk desk, SlackSender sender) {
        super("slack-inbox");
        this.inbox = inbox;
        this.desk = desk;
        this.sender = sender;
    }

    @Override
    Duration round() {
        List<SlackInbox.Letter> letters = inbox.undone(BATCH);
        for (SlackInbox.Letter letter : letters) {
            inbox.done(letter, work(letter));
            sender.wake();
        }
        return letters.size() == BATCH ? Duration.ZERO : SWEEP;
    }

    /** What it asks for is done once, whatever is repeated. A letter that breaks us must not hold up the others. */
    private List<SlackReply> work(SlackInbox.Letter letter) {
        try {
            return desk.handle(letter);
        } catch (StoreUnavailable e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.error("slack={} could not be handled", letter.id(), e);
            return desk.apology(letter);
        }
    }
}
