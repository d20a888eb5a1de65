package io.researchloop.web.slack;

import static io.researchloop.web.slack.SlackText.escaped;

import io.researchloop.activities.config.Configuration;
import io.researchloop.activities.config.ConversationConfig;
import io.researchloop.activities.store.SlackReply;
import io.researchloop.activities.store.SlackTalks;
import io.researchloop.activities.store.SlackTurn;
import io.researchloop.runner.agent.StepResult;
import io.researchloop.runner.protocol.OutcomeKind;
import io.researchloop.web.command.Rejection;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The conversations: one turn at a time in a thread, some threads at once. A turn that a crash cut off is begun anew;
 * its answer and what it offers are one commit, so that both come once.
 */
@Component
class SlackTalk extends Rounds {
    private static final Logger LOG = LoggerFactory.getLogger(SlackTalk.class);
    private static final int AT_ONCE = 3;
    private static final int TRIES = 3;
    private static final int TOLD_AT_ONCE = 20;
    private static final Duration SWEEP = Duration.ofMinutes(1);
    private static final long STOP_SECONDS = 15;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final SlackTalks talks;
    private final TalkAgent agent;
    private final Wishes wishes;
    private final SlackSender sender;
    private final WorkingSign sign;
    private final ConversationConfig limits;
    private final Set<Long> atWork = ConcurrentHashMap.newKeySet();
    private @Nullable ExecutorService threads;

    SlackTalk(
            Configuration configuration,
            SlackTalks talks,
            TalkAgent agent,
            Wishes wishes,
            SlackSender sender,
            WorkingSign sign) {
        super("slack-talk");
        this.talks = talks;
        this.agent = agent;
        this.wishes = wishes;
        this.sender = sender;
        this.sign = sign;
        this.limits = configuration.slack().conversation();
    }

    /** Puts what was said into its thread's line; a repeat does nothing. */
    void say(SlackMessage message, String words) {
        talks.add(message.id(), message.channel(), message.place(), message.ts(), message.user(), words);
        wake();
    }

    boolean isTalk(SlackMessage message) {
        return message.thread() != null && talks.isTalk(message.channel(), message.thread());
    }

    @Override
    public synchronized void start() {
        if (threads == null) {
            threads = Executors.newFixedThreadPool(AT_ONCE, task -> {
                Thread thread = new Thread(task, "slack-agent");
                thread.setDaemon(true);
                return thread;
            });
        }
        super.start();
    }

    /** The agents at work are ended in good order; their turns are begun anew at the next start. */
    @Override
    public synchronized void stop() {
        super.stop();
        ExecutorService pool = threads;
        threads = null;
        if (pool != null) {
            pool.shutdownNow();
            try {
                pool.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    Duration round() {
        agent.forgetOldThreads();
        ExecutorService pool = threads;
        for (SlackTurn turn : talks.waiting(AT_ONCE * 2)) {
            if (pool != null && atWork.size() < AT_ONCE && atWork.add(turn.seq())) {
                pool.execute(() -> take(turn));
            }
        }
        tellWhoWaits();
        return SWEEP;
    }

    /** In the thread that begins the turns, so that no sign of waiting comes after the one of work. */
    private void tellWhoWaits() {
        for (SlackTurn turn : talks.untold(TOLD_AT_ONCE)) {
            if (!atWork.contains(turn.seq())) {
                talks.told(turn);
                if (!sign.waits(turn)) {
                    return;
                }
            }
        }
    }

    private void take(SlackTurn turn) {
        try {
            if (turn.tries() >= TRIES) {
                sign.takeAway(turn);
                talks.ended(turn, ended(turn, "I could not answer that: each try was cut off.", null, 0));
            } else {
                talks.begun(turn);
                sign.put(turn);
                StepResult result = agent.answer(turn);
                sign.takeAway(turn);
                finish(turn, result);
            }
            sender.wake();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException | RuntimeException e) {
            // Its tries are counted, so that it ends.
            LOG.error("slack={} the agent could not answer", turn.id(), e);
            rest();
        } finally {
            atWork.remove(turn.seq());
            wake();
        }
    }

    private static void rest() {
        try {
            TimeUnit.SECONDS.sleep(1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void finish(SlackTurn turn, StepResult result) {
        double cost = result.usage().costUsd();
        if (result.outcome().kind() != OutcomeKind.COMPLETED) {
            String why = TalkTrouble.inWords(result.outcome(), limits);
            talks.ended(turn, ended(turn, why, result.sessionId(), cost));
            return;
        }
        AgentWords words = AgentWords.of(result.text());
        List<SlackReply> replies = new ArrayList<>();
        Map<String, String> offers = new LinkedHashMap<>();
        StringBuilder text = new StringBuilder(escaped(words.text()));
        for (String stated : words.wishes()) {
            try {
                Wish wish = WishReader.read(stated);
                wishes.check(wish);
                String id = newId();
                offers.put(id, stated);
                replies.add(Offers.asked(turn.channel(), turn.thread(), id, wish));
            } catch (Rejection refused) {
                text.append("\n_A proposal of mine cannot be done: ")
                        .append(escaped(String.valueOf(refused.getMessage())).replace('_', '-'))
                        .append('_');
            }
        }
        if (text.isEmpty() && replies.isEmpty()) {
            text.append("I have nothing to say to that.");
        }
        if (!text.isEmpty()) {
            replies.add(0, said(turn, text.toString(), cost));
        }
        talks.ended(turn, new SlackTalks.Ended(result.sessionId(), cost, replies, offers));
    }

    private static String newId() {
        byte[] id = new byte[16];
        RANDOM.nextBytes(id);
        return HexFormat.of().formatHex(id);
    }

    private static SlackTalks.Ended ended(SlackTurn turn, String text, @Nullable String session, double cost) {
        return new SlackTalks.Ended(session, cost, List.of(said(turn, text, cost)), Map.of());
    }

    private static SlackReply said(SlackTurn turn, String text, double cost) {
        SlackBlockKit blocks = new SlackBlockKit().words(text);
        if (cost > 0) {
            blocks.small(String.format(Locale.ROOT, "This answer cost $%.4f", cost));
        }
        return SlackReply.inThread(turn.channel(), turn.thread(), SlackText.shorter(text, 3_900), blocks.json());
    }
}
