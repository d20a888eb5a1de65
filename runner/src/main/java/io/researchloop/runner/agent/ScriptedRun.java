package io.researchloop.runner.agent;

import io.researchloop.runner.protocol.Outcome;
import io.researchloop.runner.protocol.OutcomeKind;
import io.researchloop.runner.protocol.Usage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** One step of a script at work, in a thread of its own; every wait in it ends at once when the step is stopped. */
final class ScriptedRun implements AgentRun {
    /** Where the lines of the step come from; read in the run's thread, so that a bad file fails the step. */
    interface Lines {
        List<ScriptLine> read() throws ScriptFault;
    }

    private final ScriptedSetting setting;
    private final StepRequest request;
    private final AgentListener listener;
    private final CompletableFuture<StepResult> ended = new CompletableFuture<>();
    private final AtomicReference<@Nullable StopRequest> stop = new AtomicReference<>();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final BlockingQueue<Optional<String>> messages = new LinkedBlockingQueue<>();
    private final String session;
    private volatile boolean ignoresTerm;
    private volatile @Nullable ScriptedCommand command;
    private Usage usage = Usage.NONE;

    ScriptedRun(ScriptedSetting setting, StepRequest request, AgentListener listener) {
        this.setting = setting;
        this.request = request;
        this.listener = listener;
        String given = request.sessionId();
        this.session = given == null ? "scripted-" + UUID.randomUUID() : given;
    }

    void begin(Lines lines) {
        Threads.daemon("scripted-" + request.step(), () -> ended.complete(play(lines)))
                .start();
    }

    @Override
    public StepResult await() throws InterruptedException {
        return Futures.await(ended);
    }

    @Override
    public boolean message(String text) {
        return !ended.isDone() && messages.add(Optional.of(text));
    }

    @Override
    public void stop(OutcomeKind why, String detail) {
        if (stop.compareAndSet(null, new StopRequest(why, detail))) {
            Threads.daemon("scripted-stop", this::end).start();
        }
    }

    private void end() {
        try {
            if (ignoresTerm) {
                TimeUnit.MILLISECONDS.sleep(setting.grace().toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        stopped.countDown();
        messages.add(Optional.empty());
        ScriptedCommand running = command;
        if (running != null) {
            running.end(setting.grace());
        }
    }

    private StepResult play(Lines lines) {
        Outcome outcome;
        try (ScriptedVoice voice = ScriptedVoice.open(request, listener, setting.clock())) {
            listener.session(session);
            voice.begin(session, setting.attempt());
            outcome = playAll(lines.read(), voice);
            voice.end(outcome, usage);
        } catch (ScriptFault e) {
            outcome = Outcome.of(OutcomeKind.AGENT_FAILED, "The file of steps is at fault: " + e.getMessage());
        } catch (IOException e) {
            outcome = Outcome.of(OutcomeKind.AGENT_FAILED, "The scripted agent could not go on: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            outcome = Outcome.of(OutcomeKind.INTERRUPTED, "The scripted agent's thread was interrupted.");
        }
        StopRequest asked = stop.get();
        String text = "A " + ScriptedAgent.LABEL + ", played the step " + request.step() + ".";
        return new StepResult(asked == null ? outcome : asked.outcome(), session, usage, text);
    }

    private Outcome playAll(List<ScriptLine> lines, ScriptedVoice voice) throws IOException, InterruptedException {
        spend(new Usage(0, 0, 0, 1));
        ScriptMemory memory = new ScriptMemory(request.directory());
        ScriptedIdeas ideas = new ScriptedIdeas(request.directory());
        for (ScriptLine line : lines) {
            if (stopped.getCount() == 0) {
                break;
            }
            Outcome outcome = counts(line, memory) ? perform(line, ideas, voice) : null;
            if (outcome != null) {
                return outcome;
            }
        }
        return ideas.noneLeft() ? ideas.outcome() : Outcome.completed();
    }

    private boolean counts(ScriptLine line, ScriptMemory memory) throws IOException {
        if (line.condition() instanceof ScriptLine.Condition.InAttempt in) {
            return in.attempt() == setting.attempt();
        }
        if (line.condition() instanceof ScriptLine.Condition.FirstTimes first) {
            return memory.visit(request.step(), line.number()) <= first.times();
        }
        return true;
    }

    /** Null while the step goes on. */
    private @Nullable Outcome perform(ScriptLine line, ScriptedIdeas ideas, ScriptedVoice voice)
            throws IOException, InterruptedException {
        Directive directive = line.directive();
        if (directive instanceof Directive.Say say) {
            voice.say(say.text());
        } else if (directive instanceof Directive.Write write) {
            write(write);
            voice.did(write.append() ? "append" : "write", write.file());
        } else if (directive instanceof Directive.Run run) {
            return run(line.number(), run.command(), voice);
        } else if (directive instanceof Directive.Sleep sleep) {
            stopped.await(sleep.time().toMillis(), TimeUnit.MILLISECONDS);
        } else if (directive instanceof Directive.Cost cost) {
            return spend(new Usage(cost.usd(), 0, 0, 0));
        } else if (directive instanceof Directive.Tokens tokens) {
            return spend(new Usage(0, tokens.input(), tokens.output(), 0));
        } else if (directive instanceof Directive.End end) {
            Duration resetsIn = end.resetsIn();
            Instant resetsAt =
                    resetsIn == null ? null : setting.clock().instant().plus(resetsIn);
            return new Outcome(end.kind(), end.detail(), resetsAt);
        } else if (directive instanceof Directive.Idea idea) {
            if (ideas.offer(idea.text())) {
                voice.did("idea", idea.text());
            }
        } else if (directive instanceof Directive.Why why) {
            ideas.because(why.text());
        } else if (directive instanceof Directive.EchoPrompt echo) {
            Files.write(place(echo.file()), Files.readAllBytes(request.prompt()));
            voice.did("echo-prompt", echo.file());
        } else if (directive instanceof Directive.AwaitMessage message) {
            awaitMessage(message.file(), voice);
        } else if (directive instanceof Directive.Hang) {
            stopped.await();
        } else if (directive instanceof Directive.IgnoreTerm) {
            ignoresTerm = true;
        }
        return null;
    }

    private @Nullable Outcome spend(Usage delta) {
        usage = usage.plus(delta);
        listener.spent(delta);
        Double budget = request.budgetUsd();
        return budget != null && usage.costUsd() > budget
                ? Outcome.of(OutcomeKind.BUDGET_SPENT, "The step has spent its budget of $" + budget + ".")
                : null;
    }

    private @Nullable Outcome run(int number, String shellLine, ScriptedVoice voice)
            throws IOException, InterruptedException {
        voice.calls(shellLine);
        ScriptedCommand running = ScriptedCommand.start(shellLine, request, setting);
        command = running;
        if (stopped.getCount() == 0) {
            running.end(setting.grace());
        }
        int exitCode = running.readAll(voice);
        command = null;
        voice.called(shellLine, exitCode != 0);
        return exitCode == 0 || stopped.getCount() == 0
                ? null
                : Outcome.of(
                        OutcomeKind.AGENT_FAILED,
                        "Line " + number + " of the file of steps: \"" + shellLine + "\" ended with exit code "
                                + exitCode + ": " + running.lastLine());
    }

    private void awaitMessage(@Nullable String file, ScriptedVoice voice) throws IOException, InterruptedException {
        Optional<String> message = messages.take();
        if (message.isPresent()) {
            voice.say("message from a person: " + message.get());
            if (file != null) {
                Files.writeString(place(file), message.get());
            }
        }
    }

    private void write(Directive.Write write) throws IOException {
        if (write.append()) {
            Files.writeString(place(write.file()), write.text(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } else {
            Files.writeString(place(write.file()), write.text());
        }
    }

    private Path place(String file) throws IOException {
        Path path = request.directory().resolve(file).normalize();
        Path parent = path.getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        return path;
    }
}
