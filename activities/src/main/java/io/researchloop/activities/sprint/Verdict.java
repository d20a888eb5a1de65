package io.researchloop.activities.sprint;

import io.researchloop.runner.protocol.Outcome;
import io.researchloop.runner.protocol.OutcomeKind;
import io.researchloop.runner.protocol.PipelineState;
import io.researchloop.workflows.model.AttemptEnd;
import io.researchloop.workflows.model.JobEnd;
import java.util.Arrays;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How an attempt ended, by what it left behind: the checkpoint's word counts most, then the exit file, then the
 * scheduler's account. A missing piece is never a verdict of its own.
 *
 * @param state the checkpoint, null if there is none that can be read
 * @param exitCode from the attempt's exit file, null if there is none
 * @param job the scheduler's account, null if it has none
 * @param lastLines the end of what the job printed, for people
 */
record Verdict(
        int attempt,
        @Nullable PipelineState state,
        @Nullable Integer exitCode,
        @Nullable JobEnd job,
        String lastLines) {
    private static final int SIGNALLED = 128;
    private static final int KILL = 9;

    /** How SLURM's step daemon says in the job's own output that it killed for memory; the accounts may learn it later. */
    private static final Pattern KILLED_FOR_MEMORY =
            Pattern.compile("(?im)^slurmstepd\\S*: error: .*(memory limit|oom.kill)");

    Verdict {
        if (job != null
                && job.cause() == JobEnd.Cause.EXITED
                && Objects.equals(job.signal(), KILL)
                && KILLED_FOR_MEMORY.matcher(lastLines).find()) {
            job = job.because(JobEnd.Cause.OUT_OF_MEMORY);
        }
    }

    /** @param moreMemory true if a next job would ask for more memory than this one did */
    AttemptEnd read(boolean moreMemory) {
        Outcome outcome = state != null && state.attempt() == attempt ? state.outcome() : null;
        if (outcome == null && exitCode != null) {
            outcome = byExitCode(exitCode);
        }
        if (job != null && job.cause() == JobEnd.Cause.OUT_OF_MEMORY && !isSure(outcome)) {
            return new AttemptEnd(outOfMemory(job, moreMemory), job);
        }
        return new AttemptEnd(outcome == null ? byAccount() : outcome, job);
    }

    /** A runner knows of a signal, or that its agent is gone; that the kernel took it for its memory, the account knows. */
    private static boolean isSure(@Nullable Outcome outcome) {
        return outcome != null
                && outcome.kind() != OutcomeKind.INTERRUPTED
                && outcome.kind() != OutcomeKind.AGENT_FAILED;
    }

    private static Outcome outOfMemory(JobEnd job, boolean moreMemory) {
        String what = "The job ran out of memory (" + account(job) + ").";
        return moreMemory
                ? Outcome.of(OutcomeKind.INTERRUPTED, what)
                : Outcome.of(OutcomeKind.AGENT_FAILED, what + " Ask for more memory in the job options.");
    }

    private static String account(JobEnd job) {
        return "job " + job.state() + (job.reason().isBlank() ? "" : ", " + job.reason());
    }

    private @Nullable Outcome byExitCode(int code) {
        if (code >= SIGNALLED) {
            // Who sent the signal, the scheduler's account knows better.
            return null;
        }
        return Arrays.stream(OutcomeKind.values())
                .filter(kind -> kind.exitCode() == code)
                .findFirst()
                .map(kind -> Outcome.of(
                        kind, kind == OutcomeKind.COMPLETED ? "" : "The runner ended with code " + code + "." + last()))
                .orElseGet(() -> Outcome.of(
                        OutcomeKind.RUNNER_FAILED,
                        "The runner did not start or broke: exit code " + code + "." + last()));
    }

    private Outcome byAccount() {
        if (job == null) {
            return Outcome.of(OutcomeKind.INTERRUPTED, "The job ended without a word" + signalled() + "." + last());
        }
        String account = account(job);
        return switch (job.cause()) {
            // Whether there is time left for another job, the sprint's own limit says.
            case TIME_LIMIT -> Outcome.of(OutcomeKind.INTERRUPTED, "The job reached its time limit (" + account + ").");
            case OUT_OF_MEMORY -> outOfMemory(job, false);
            case NODE_LOST, PREEMPTED, KILLED, UNKNOWN ->
                Outcome.of(OutcomeKind.INTERRUPTED, "The job was cut off (" + account + signalled() + ").");
            case EXITED ->
                Outcome.of(
                        OutcomeKind.INTERRUPTED,
                        "The runner was cut off" + signalled() + " (" + account + ")." + last());
        };
    }

    private String signalled() {
        Integer signal = job != null && job.signal() != null
                ? job.signal()
                : exitCode != null && exitCode > SIGNALLED ? Integer.valueOf(exitCode - SIGNALLED) : null;
        return signal == null ? "" : " by signal " + signal;
    }

    private String last() {
        return lastLines.isBlank() ? "" : " Its last lines: " + lastLines.strip();
    }
}
