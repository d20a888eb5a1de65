package io.researchloop.activities.sprint;

import static org.assertj.core.api.Assertions.assertThat;

import io.researchloop.runner.protocol.OutcomeKind;
import io.researchloop.workflows.model.AttemptEnd;
import io.researchloop.workflows.model.JobEnd;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VerdictTest {
    /** An exit file of a runner that ended by itself counts more than the account, a signal's does not. */
    @ParameterizedTest
    @CsvSource(textBlock = """
                    # exit file, account, outcome, words
                    0,   TIME_LIMIT,    COMPLETED,     ''
                    20,  TIME_LIMIT,    AGENT_FAILED,  code 20
                    27,  TIME_LIMIT,    INTERRUPTED,   code 27
                    127, EXITED,        RUNNER_FAILED, exit code 127
                    143, TIME_LIMIT,    INTERRUPTED,   reached its time limit
                    ,    TIME_LIMIT,    INTERRUPTED,   reached its time limit
                    137, OUT_OF_MEMORY, AGENT_FAILED,  ran out of memory
                    ,    OUT_OF_MEMORY, AGENT_FAILED,  ran out of memory
                    137, KILLED,        INTERRUPTED,   cut off
                    ,    NODE_LOST,     INTERRUPTED,   cut off
                    ,    PREEMPTED,     INTERRUPTED,   cut off
                    ,    UNKNOWN,       INTERRUPTED,   cut off
                    137, EXITED,        INTERRUPTED,   by signal 9
                    137, ,              INTERRUPTED,   by signal 9
                    ,    ,              INTERRUPTED,   without a word
                    """)
    void tellsByWhatIsThere(
            @Nullable Integer exitCode, JobEnd.@Nullable Cause cause, OutcomeKind outcome, String words) {
        JobEnd job = cause == null ? null : new JobEnd(cause, "STATE", null, null, "");

        AttemptEnd end = new Verdict(1, null, exitCode, job, "").read(false);

        assertThat(end.outcome().kind()).isEqualTo(outcome);
        assertThat(end.outcome().detail()).contains(words);
        assertThat(end.job()).isEqualTo(job);
    }

    @Test
    void theAccountIsToldWithTheSchedulersStateReasonAndSignal() {
        JobEnd job = new JobEnd(JobEnd.Cause.KILLED, "CANCELLED by 0", 0, 15, "NodeDown");

        assertThat(new Verdict(1, null, null, job, "").read(false).outcome().detail())
                .isEqualTo("The job was cut off (job CANCELLED by 0, NodeDown by signal 15).");
    }

    @ParameterizedTest
    @CsvSource({
        ", INTERRUPTED",
        "20, INTERRUPTED",
        "27, INTERRUPTED",
        "137, INTERRUPTED",
        "0, COMPLETED",
        "22, AUTHENTICATION"
    })
    void whoRanOutOfMemoryGoesOnWithMoreIfThereIsMore(@Nullable Integer exitCode, OutcomeKind kind) {
        JobEnd job = new JobEnd(JobEnd.Cause.OUT_OF_MEMORY, "OUT_OF_MEMORY", 0, 125, "");

        AttemptEnd end = new Verdict(1, null, exitCode, job, "").read(true);

        assertThat(end.outcome().kind()).isEqualTo(kind);
        if (kind == OutcomeKind.INTERRUPTED) {
            // Whether another job follows, is not known here.
            assertThat(end.outcome().detail()).isEqualTo("The job ran out of memory (job OUT_OF_MEMORY).");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "slurmstepd-n1: error: StepId=93.batch exceeded memory limit (788369408 > 524288000), being killed",
                "slurmstepd: error: Detected 1 oom-kill event(s) in StepId=7.batch. Some of your processes may have been"
                        + " killed by the cgroup out-of-memory handler."
            })
    void aJobThatSaysSoItselfRanOutOfMemory(String line) {
        JobEnd job = new JobEnd(JobEnd.Cause.EXITED, "FAILED", 0, 9, "");

        AttemptEnd end = new Verdict(1, null, null, job, "at work\n" + line).read(true);

        assertThat(end.job()).isEqualTo(job.because(JobEnd.Cause.OUT_OF_MEMORY));
        assertThat(end.outcome().detail()).contains("ran out of memory");
    }

    @Test
    void whatAnAgentPrintsAboutMemoryIsNoAccount() {
        JobEnd job = new JobEnd(JobEnd.Cause.EXITED, "FAILED", 0, 9, "");

        AttemptEnd end = new Verdict(1, null, null, job, "my test exceeded memory limit").read(true);

        assertThat(end.job()).isEqualTo(job);
    }
}
