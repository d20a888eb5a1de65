package io.researchloop.runner.pipeline;

import io.researchloop.runner.agent.Agent;
import io.researchloop.runner.agent.AgentRun;
import io.researchloop.runner.agent.StepRequest;
import io.researchloop.runner.agent.StepResult;
import io.researchloop.runner.directory.SprintDirectory;
import io.researchloop.runner.directory.ToolLog;
import io.researchloop.runner.protocol.Command;
import io.researchloop.runner.protocol.Issues;
import io.researchloop.runner.protocol.Outcome;
import io.researchloop.runner.protocol.OutcomeKind;
import io.researchloop.runner.protocol.RunnerPlan;
import io.researchloop.runner.protocol.SprintFiles;
import io.researchloop.runner.protocol.StepStatus;
import io.researchloop.runner.protocol.Usage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Runs what is left of a sprint, step by step, with a checkpoint before and after each. */
final class Pipeline {
    private static final Duration SIGNAL_LAG = Duration.ofMillis(500);
    private static final int SAVE_TRIES = 5;
    private static final long SAVE_WAIT_MILLIS = 1000;

    private final RunnerPlan plan;
    private final SprintDirectory directory;
    private final Agent agent;
    private final Ledger ledger;
    private final Checkpoint checkpoint;
    private final Saver saver;
    private final StepControl control;
    private final CommandDesk desk;
    private final Pulse pulse;
    private final StatusBoard board;
    private final ToolLog toolLog;
    private final StepOutput output;
    private final InstantSource clock;

    Pipeline(
            RunnerPlan plan,
            SprintDirectory directory,
            Agent agent,
            Ledger ledger,
            Checkpoint checkpoint,
            Saver saver,
            StepControl control,
            CommandDesk desk,
            Pulse pulse,
            StatusBoard board,
            ToolLog toolLog,
            InstantSource clock) {
        this.plan = plan;
        this.directory = directory;
        this.agent = agent;
        this.ledger = ledger;
        this.checkpoint = checkpoint;
        this.saver = saver;
        this.control = control;
        this.desk = desk;
        this.pulse = pulse;
        this.board = board;
        this.toolLog = toolLog;
        this.output = new StepOutput(directory, toolLog);
        this.clock = clock;
    }

    /** Work that is finished counts: a stop that comes when no step is left changes nothing. */
    Outcome run() throws InterruptedException {
        StepSequence sequence = new StepSequence(plan.idea(), plan.redTeamMaxRounds());
        try {
            IdeaStep idea = idea();
            if (idea != null && ledger.status(Step.GENERATE_IDEA) == StepStatus.COMPLETED) {
                idea.spread();
            }
            for (Optional<Step> next = next(sequence); next.isPresent(); next = next(sequence)) {
                Optional<Outcome> barrier = control.barrier().or(this::budgetSpent);
                Outcome outcome = barrier.isPresent() ? barrier.get() : run(next.get());
                if (outcome.kind() != OutcomeKind.COMPLETED) {
                    return outcome;
                }
            }
            return Outcome.completed();
        } catch (IOException e) {
            return Outcome.of(OutcomeKind.RUNNER_FAILED, "The sprint's directory could not be used: " + e);
        }
    }

    private Optional<Step> next(StepSequence sequence) {
        if (plan.tweakId() != null) {
            return ledger.status(Step.TWEAK) == StepStatus.COMPLETED ? Optional.empty() : Optional.of(Step.TWEAK);
        }
        return sequence.next(ledger::status, output::noCriticalIssues);
    }

    private Outcome run(Step step) throws IOException, InterruptedException {
        boolean cutOff = ledger.status(step) != null;
        List<Command> messages = desk.messages();
        Path prompt = StepPrompt.prepare(directory, step, cutOff, messages);
        var begun = ledger.begin(step, clock.instant());
        save();
        toolLog.header(step.name() + " · attempt " + plan.attempt() + " · agent: " + agent.name());
        messages.forEach(message -> toolLog.line("Message to the agent: " + message.text()));
        board.stepChanged(begun);

        IdeaStep idea = step.kind() == Step.Kind.GENERATE_IDEA ? idea() : null;
        StepResult result =
                idea == null ? call(step, prompt, messages) : idea.run(prompt, asked -> call(step, asked, messages));
        desk.delivered(messages);
        Outcome outcome = verdict(step, result);

        Issues issues = status(outcome.kind()) == StepStatus.COMPLETED
                ? output.issues(step).orElse(null)
                : null;
        var ended = ledger.end(step, status(outcome.kind()), result.usage(), clock.instant(), issues);
        if (status(outcome.kind()) == StepStatus.FAILED) {
            toolLog.trouble(describe(step, outcome));
        } else {
            toolLog.line(describe(step, outcome));
        }
        save();
        board.stepChanged(ended);
        return outcome;
    }

    private @Nullable IdeaStep idea() {
        return plan.idea() == null ? null : new IdeaStep(plan.idea(), directory, toolLog, control);
    }

    private StepResult call(Step step, Path prompt, List<Command> inPrompt) throws IOException, InterruptedException {
        Path stream = directory.resolve(SprintFiles.stepStream(step.name()));
        Files.createDirectories(stream.getParent());
        StepRequest request =
                new StepRequest(step.name(), directory.root(), prompt, ledger.sessionId(), ledger.budgetLeft(), stream);
        pulse.begin();
        try {
            AgentRun run = agent.start(request, new StepListener(step, ledger, saver, toolLog, pulse));
            control.begin(run);
            desk.passOn(inPrompt);
            StepResult result = run.await();
            if (result.sessionId() != null) {
                ledger.session(result.sessionId());
            }
            return result;
        } catch (RuntimeException e) {
            Outcome defect = Outcome.of(OutcomeKind.RUNNER_FAILED, "The agent could not be driven: " + e);
            return new StepResult(defect, ledger.sessionId(), Usage.NONE, "");
        } finally {
            control.end();
            pulse.end();
        }
    }

    private Outcome verdict(Step step, StepResult result) throws IOException, InterruptedException {
        Outcome outcome = result.outcome();
        return switch (outcome.kind()) {
            case COMPLETED ->
                output.complete(step, result.text())
                        .map(fault -> Outcome.of(OutcomeKind.AGENT_FAILED, fault))
                        .orElse(outcome);
            case AGENT_FAILED, INTERRUPTED, RUNNER_FAILED ->
                control.stoppedWithin(SIGNAL_LAG).orElse(outcome);
            case USAGE_LIMITED,
                    AUTHENTICATION,
                    NO_ROUTE,
                    OVERLOADED,
                    BUDGET_SPENT,
                    TIMED_OUT,
                    STUCK,
                    CANCELLED,
                    NO_IDEA_LEFT -> outcome;
        };
    }

    private Optional<Outcome> budgetSpent() {
        Double left = ledger.budgetLeft();
        if (left == null || left > 0) {
            return Optional.empty();
        }
        String detail = String.format(
                Locale.ROOT,
                "The %s has spent $%.2f of the $%.2f that it may. Raise max_cost_usd, or the study's budget_usd, and"
                        + " %s it to go on.",
                plan.tweakId() == null ? "sprint" : "tweak",
                ledger.total().costUsd(),
                plan.maxCostUsd(),
                plan.tweakId() == null ? "resubmit" : "repeat");
        return Optional.of(Outcome.of(OutcomeKind.BUDGET_SPENT, detail));
    }

    /** A step's end that is not on disk would be done and paid for again, so a full disk gets a few seconds. */
    private void save() throws IOException, InterruptedException {
        for (int tries = 1; ; tries++) {
            try {
                checkpoint.save(ledger);
                return;
            } catch (IOException e) {
                if (tries == SAVE_TRIES) {
                    throw e;
                }
                Thread.sleep(SAVE_WAIT_MILLIS);
            }
        }
    }

    private String describe(Step step, Outcome outcome) {
        String cost = String.format(Locale.ROOT, "$%.4f so far", ledger.total().costUsd());
        String detail = outcome.detail().isEmpty() ? "" : ": " + outcome.detail();
        return step.name() + " "
                + outcome.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ') + detail + " (" + cost + ")";
    }

    private static StepStatus status(OutcomeKind kind) {
        return switch (kind) {
            case COMPLETED -> StepStatus.COMPLETED;
            case USAGE_LIMITED, NO_ROUTE, OVERLOADED, INTERRUPTED, CANCELLED, BUDGET_SPENT, NO_IDEA_LEFT ->
                StepStatus.INTERRUPTED;
            case AGENT_FAILED, AUTHENTICATION, TIMED_OUT, STUCK, RUNNER_FAILED -> StepStatus.FAILED;
        };
    }
}
