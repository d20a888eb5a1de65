package io.researchloop.web.slack;

import io.researchloop.activities.config.Configuration;
import io.researchloop.activities.config.ConversationConfig;
import io.researchloop.activities.store.SlackTalks;
import io.researchloop.activities.store.SlackTurn;
import io.researchloop.runner.agent.Agent;
import io.researchloop.runner.agent.AgentListener;
import io.researchloop.runner.agent.AgentRun;
import io.researchloop.runner.agent.Agents;
import io.researchloop.runner.agent.StepRequest;
import io.researchloop.runner.agent.StepResult;
import io.researchloop.runner.protocol.OutcomeKind;
import io.researchloop.runner.protocol.Usage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Has the agent answer one message: in a directory of the thread's, within bounds of time, money and output. */
@Component
class TalkAgent implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TalkAgent.class);
    private static final long MOST_OUTPUT_BYTES = 32L * 1024 * 1024;

    private final Agent agent;
    private final ConversationConfig limits;
    private final TalkRooms rooms;
    private final TalkFiles files;
    private final SlackTalks talks;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "slack-talk-limit");
        thread.setDaemon(true);
        return thread;
    });

    TalkAgent(Configuration configuration, TalkRooms rooms, TalkFiles files, SlackTalks talks) {
        this.limits = configuration.slack().conversation();
        this.agent = Agents.reader(
                Objects.requireNonNullElse(configuration.claudeCommand(), Configuration.DEFAULT_CLAUDE_COMMAND),
                configuration.agentOptions().model(),
                AgentWords.INSTRUCTIONS,
                AgentEnvironment.of(System.getenv(), limits.environment()));
        this.rooms = rooms;
        this.files = files;
        this.talks = talks;
    }

    /**
     * Waits for the answer.
     *
     * @throws IOException if the thread's directory cannot be written
     */
    StepResult answer(SlackTurn turn) throws IOException, InterruptedException {
        Path room = rooms.enter(turn);
        Path desk = Files.createDirectories(room.resolve("desk"));
        files.write(desk, turn);
        Path stream = room.resolve("stream.jsonl");
        Files.deleteIfExists(stream);
        String session = talks.session(turn).orElse(null);
        Watch watch = new Watch(turn, stream);
        AgentRun run = agent.start(
                new StepRequest("talk", desk, TalkRooms.prompt(room), session, limits.answerCostUsd(), stream), watch);
        watch.run = run;
        ScheduledFuture<?> limit = clock.schedule(
                () -> run.stop(OutcomeKind.TIMED_OUT, "It took too long."),
                limits.answerTime().toMillis(),
                TimeUnit.MILLISECONDS);
        try {
            return run.await();
        } catch (InterruptedException e) {
            run.stop(OutcomeKind.INTERRUPTED, "The server is shutting down.");
            throw e;
        } finally {
            limit.cancel(false);
        }
    }

    void forgetOldThreads() {
        rooms.forgetOld();
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }

    /** Keeps the session as soon as it is known, and ends a run that says too much. */
    private final class Watch implements AgentListener {
        private final SlackTurn turn;
        private final Path stream;
        private volatile @org.jspecify.annotations.Nullable AgentRun run;

        Watch(SlackTurn turn, Path stream) {
            this.turn = turn;
            this.stream = stream;
        }

        @Override
        public void session(String sessionId) {
            talks.keepSession(turn, sessionId);
        }

        @Override
        public void spent(Usage delta) {
            // The result tells all of it.
        }

        @Override
        public void log(String line) {
            LOG.debug("slack={} {}", turn.id(), line);
        }

        @Override
        public void alive() {
            AgentRun running = run;
            if (running != null && stream.toFile().length() > MOST_OUTPUT_BYTES) {
                running.stop(OutcomeKind.AGENT_FAILED, "It said too much.");
            }
        }
    }
}
