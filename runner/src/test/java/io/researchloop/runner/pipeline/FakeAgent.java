package io.researchloop.runner.pipeline;

import io.researchloop.runner.agent.Agent;
import io.researchloop.runner.agent.AgentListener;
import io.researchloop.runner.agent.AgentRun;
import io.researchloop.runner.agent.StepRequest;
import io.researchloop.runner.agent.StepResult;
import io.researchloop.runner.protocol.Outcome;
import io.researchloop.runner.protocol.OutcomeKind;
import io.researchloop.runner.protocol.SprintFiles;
import io.researchloop.runner.protocol.Usage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/** An agent that does what a test tells it to; by default each step writes its file and succeeds. */
final class FakeAgent implements Agent {
    /** What a step does instead of the default. */
    interface Behaviour {
        StepResult run(StepRequest request, AgentListener listener) throws IOException;
    }

    static final Usage DIME = new Usage(0.10, 1000, 100, 2);

    final List<StepRequest> requests = new ArrayList<>();
    final List<String> prompts = new ArrayList<>();
    final List<String> messages = new ArrayList<>();
    final CountDownLatch hanging = new CountDownLatch(1);
    private final Map<String, Behaviour> behaviours = new HashMap<>();
    private String hangsIn = "";
    private boolean takesMessages;

    FakeAgent on(String step, Behaviour behaviour) {
        behaviours.put(step, behaviour);
        return this;
    }

    FakeAgent on(String step, OutcomeKind kind) {
        return on(step, (request, listener) -> result(Outcome.of(kind, "as told"), ""));
    }

    /** The step ends only when it is stopped. */
    FakeAgent hangsIn(String step) {
        hangsIn = step;
        return this;
    }

    FakeAgent takesMessages() {
        takesMessages = true;
        return this;
    }

    List<String> steps() {
        return requests.stream().map(StepRequest::step).toList();
    }

    static StepResult result(Outcome outcome, String text) {
        return new StepResult(outcome, "session-1", DIME, text);
    }

    static StepResult writes(StepRequest request, String name, String text) throws IOException {
        Files.writeString(request.directory().resolve(name), text);
        return result(Outcome.completed(), "done");
    }

    void awaitHanging() throws InterruptedException {
        if (!hanging.await(20, TimeUnit.SECONDS)) {
            throw new AssertionError("the agent never came to " + hangsIn);
        }
    }

    @Override
    public String name() {
        return "fake";
    }

    @Override
    public AgentRun start(StepRequest request, AgentListener listener) {
        requests.add(request);
        CompletableFuture<StepResult> end = new CompletableFuture<>();
        try {
            prompts.add(Files.readString(request.prompt()));
            listener.session("session-1");
            listener.log("working on " + request.step());
            if (request.step().equals(hangsIn)) {
                listener.spent(DIME);
                hanging.countDown();
            } else {
                listener.spent(new Usage(0.04, 400, 40, 1));
                end.complete(behaviours
                        .getOrDefault(request.step(), FakeAgent::succeed)
                        .run(request, listener));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new FakeRun(end);
    }

    private static StepResult succeed(StepRequest request, AgentListener listener) throws IOException {
        String step = request.step();
        if (step.startsWith("red_team_")) {
            int round = Integer.parseInt(step.substring("red_team_".length()));
            return writes(request, SprintFiles.redTeamRound(round), "The sample is too small.");
        }
        return switch (step) {
            case "report" -> writes(request, SprintFiles.REPORT, "# Report\n");
            case "summarize" -> writes(request, SprintFiles.SUMMARY, "It works.\n");
            default -> result(Outcome.completed(), "done");
        };
    }

    private final class FakeRun implements AgentRun {
        private final CompletableFuture<StepResult> end;

        FakeRun(CompletableFuture<StepResult> end) {
            this.end = end;
        }

        @Override
        public StepResult await() throws InterruptedException {
            try {
                return end.get();
            } catch (ExecutionException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void stop(OutcomeKind why, String detail) {
            end.complete(result(Outcome.of(why, detail), ""));
        }

        @Override
        public boolean message(String text) {
            if (takesMessages) {
                messages.add(text);
            }
            return takesMessages;
        }
    }
}
