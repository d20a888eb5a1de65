package io.researchloop.runner.report;

import com.google.gson.JsonParseException;
import io.researchloop.runner.protocol.Command;
import io.researchloop.runner.protocol.Completion;
import io.researchloop.runner.protocol.Heartbeat;
import io.researchloop.runner.protocol.HeartbeatAnswer;
import io.researchloop.runner.protocol.Json;
import io.researchloop.runner.protocol.Sha256;
import io.researchloop.runner.protocol.StepReport;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Tells by HTTP. Heartbeats go out from a thread of their own, and while one is on its way only the newest of those
 * that follow is kept: each says all there is to say.
 */
public final class HttpReporter implements Reporter {
    private static final String HEARTBEAT = "/api/webhook/heartbeat";
    private static final String COMPLETE = "/api/webhook/sprint-complete";
    private static final Duration BEFORE_LIMIT = Duration.ofSeconds(60);

    private final OrchestratorClient client;
    private final RetryPolicy policy;
    private final Delivery delivery;
    private final Consumer<Command> commands;
    private final @Nullable Instant endsBy;
    private final InstantSource clock;
    private final Latest<Heartbeat> next = new Latest<>();
    private final Thread sender;
    private String lastFailure = "";

    /**
     * @param url the orchestrator's
     * @param token the runner's, for the header {@code X-Webhook-Token}
     * @param endsBy when the scheduler will end the job
     * @param commands hears what the answers carry, from the sender's thread
     */
    public HttpReporter(
            String url,
            String token,
            @Nullable Instant endsBy,
            RetryPolicy policy,
            InstantSource clock,
            Consumer<Command> commands) {
        this.client = new OrchestratorClient(url, token);
        this.policy = policy;
        this.delivery = new Delivery(client, policy);
        this.commands = commands;
        this.endsBy = endsBy;
        this.clock = clock;
        this.sender = new Thread(this::send, "heartbeats");
        sender.setDaemon(true);
        sender.start();
    }

    @Override
    public void stepChanged(StepReport step, Heartbeat now) {
        next.put(now);
    }

    @Override
    public void heartbeat(Heartbeat now) {
        next.put(now);
    }

    @Override
    public void warned(String text, Heartbeat now) {
        next.put(now);
    }

    /** The id is made of the content: a repeat of the same word is known as one, another word is not taken for it. */
    @Override
    public void completed(Completion completion) throws InterruptedException {
        close();
        String body = Json.write(completion);
        String id = completion.sprintId() + "-" + completion.attempt() + "-completion-"
                + Sha256.of(body).substring(0, 16);
        boolean arrived =
                delivery.deliver("the completion", COMPLETE, id, Payload.json(body), patience(), Integer.MAX_VALUE);
        if (arrived) {
            System.err.println("runner: the orchestrator has the completion");
        }
    }

    @Override
    public void hurry() {
        delivery.hurry();
    }

    /** Ends the heartbeats; one that is on its way may still arrive, and is known as old by its number. */
    @Override
    public void close() {
        next.close();
    }

    /** What sends artifacts, over the same connection and with the same hurry. */
    public ArtifactUpload artifactUpload(String sprintId, Duration limit) {
        return new ArtifactUpload(delivery, sprintId, limit);
    }

    private Duration patience() {
        Duration patience = client.everAccepted() ? policy.patience() : policy.strangerPatience();
        if (endsBy == null) {
            return patience;
        }
        Duration left = Duration.between(clock.instant(), endsBy.minus(BEFORE_LIMIT));
        return left.compareTo(patience) < 0 ? left : patience;
    }

    private void send() {
        try {
            for (Heartbeat heartbeat = next.take(); heartbeat != null; heartbeat = next.take()) {
                sendOne(heartbeat);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void sendOne(Heartbeat heartbeat) {
        String id = heartbeat.sprintId() + "-" + heartbeat.attempt() + "-heartbeat-" + heartbeat.sequence();
        try {
            Reply reply = client.post(HEARTBEAT, id, Payload.json(Json.write(heartbeat)));
            note(reply.accepted() ? "" : Failures.describe(reply));
            if (reply.accepted()) {
                commandsIn(reply.body()).forEach(commands);
            }
        } catch (IOException e) {
            note(Failures.describe(e));
        } catch (RuntimeException e) {
            // A defect in what an answer brings about must not end the heartbeats.
            note("unexpected: " + e);
        }
    }

    private static List<Command> commandsIn(String body) {
        if (body.isBlank()) {
            return List.of();
        }
        try {
            List<Command> commands = Json.read(body, HeartbeatAnswer.class).commands();
            return commands == null ? List.of() : commands;
        } catch (JsonParseException e) {
            return List.of();
        }
    }

    /** An outage of an hour is two lines in the job's output, not a hundred. */
    private void note(String failure) {
        if (!failure.equals(lastFailure)) {
            System.err.println(
                    failure.isEmpty()
                            ? "runner: the orchestrator takes heartbeats again"
                            : "runner: the orchestrator took no heartbeat: " + failure);
            lastFailure = failure;
        }
    }
}
