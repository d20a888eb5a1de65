package io.researchloop.runner;

import io.researchloop.runner.agent.Agent;
import io.researchloop.runner.agent.Agents;
import io.researchloop.runner.directory.SprintDirectory;
import io.researchloop.runner.pipeline.Attempt;
import io.researchloop.runner.pipeline.Surroundings;
import io.researchloop.runner.protocol.OutcomeKind;
import io.researchloop.runner.protocol.RunnerPlan;
import java.io.IOException;
import java.nio.file.Path;

/**
 * {@code java -jar runner.jar <plan.json>}: one attempt of a sprint. Ends with {@link OutcomeKind#exitCode()}, or with
 * {@link Attempt#NOT_MINE}. TERM makes it stop in good order; the batch script sends TERM for USR1, too.
 */
public final class RunnerMain {
    private RunnerMain() {}

    public static void main(String[] arguments) throws InterruptedException {
        if (arguments.length != 1) {
            System.err.println("usage: java -jar runner.jar <sprint's directory>/.researchloop/attempts/<n>/plan.json");
            System.exit(OutcomeKind.RUNNER_FAILED.exitCode());
        }
        Attempt attempt;
        try {
            Path file = Path.of(arguments[0]);
            SprintDirectory directory = SprintDirectory.ofPlan(file);
            RunnerPlan plan = PlanFile.read(file);
            Agent agent = Agents.forPlan(plan, System.getenv());
            attempt = new Attempt(plan, directory, agent, Surroundings.of(System.getenv()));
        } catch (IOException | IllegalArgumentException e) {
            System.err.println("runner: " + e.getMessage());
            System.exit(OutcomeKind.RUNNER_FAILED.exitCode());
            return;
        }
        Runtime.getRuntime().addShutdownHook(new Thread(() -> endBySignal(attempt), "signal"));
        // Not exit: a signal that comes in this very moment must not change the code of an attempt that has ended.
        Runtime.getRuntime().halt(attempt.run());
    }

    /** Other code than a signal's would be lost here: a hook's only way to give one is to halt. */
    private static void endBySignal(Attempt attempt) {
        int code = OutcomeKind.INTERRUPTED.exitCode();
        try {
            code = attempt.terminate();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            Runtime.getRuntime().halt(code);
        }
    }
}
