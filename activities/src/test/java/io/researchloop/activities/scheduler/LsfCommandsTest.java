package io.researchloop.activities.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.researchloop.activities.transport.ClusterUnavailable;
import io.researchloop.activities.transport.ShellResult;
import io.researchloop.workflows.model.JobEnd;
import io.researchloop.workflows.model.JobEnd.Cause;
import io.researchloop.workflows.model.JobState;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** By documented output: no LSF was at hand. */
class LsfCommandsTest {
    private final LsfCommands lsf = new LsfCommands();
    private final Map<String, JobStatus> states =
            lsf.parseQueue(new ShellResult(0, Captured.text("lsf-bjobs.txt"), ""));

    @ParameterizedTest
    @CsvSource({
        "101, QUEUED, Job slot limit reached;",
        "102, QUEUED, The job was suspended by the user while pending;",
        "103, RUNNING, ''",
        "104, RUNNING, USUSP",
        "111, UNKNOWN, UNKWN",
        "112, UNKNOWN, ZOMBI"
    })
    void readsTheQueue(String id, JobState state, String reason) {
        assertThat(states.get(id)).isEqualTo(new JobStatus(state, reason, null));
    }

    @ParameterizedTest
    @CsvSource({
        "105, EXITED, 0, ",
        "106, EXITED, 3, ",
        "107, TIME_LIMIT, 140, 12",
        "108, OUT_OF_MEMORY, 137, 9",
        "109, KILLED, 130, 2",
        "110, PREEMPTED, 143, 15"
    })
    void readsHowJobsEnded(String id, Cause cause, Integer code, Integer signal) {
        JobEnd end = Objects.requireNonNull(states.get(id).end());

        assertThat(end.cause()).isEqualTo(cause);
        assertThat(end.exitCode()).isEqualTo(code);
        assertThat(end.signal()).isEqualTo(signal);
    }

    @Test
    void unknownIdsAreNoFailureOfTheSystemAndASilentOneIs() {
        ShellResult silent = new ShellResult(255, "", "LSF is down. Please wait ...\n");

        assertThat(lsf.parseQueue(new ShellResult(255, "", "Job <7> is not found\n")))
                .isEmpty();
        assertThatThrownBy(() -> lsf.parseQueue(silent)).isInstanceOf(ClusterUnavailable.class);
        assertThat(lsf.mayWorkLater(silent.stderr())).isTrue();
        assertThat(lsf.mayWorkLater("no-such: No such queue. Job not submitted."))
                .isFalse();
    }

    @Test
    void passesOptionsOnAndTakesTheSmallerTimeLimit() {
        List<String> argv = lsf.submit(
                Jobs.job(7200, Map.of("q", "gpu", "R", "rusage[mem=4000] span[hosts=1]", "W", "1:30", "x", "true")));

        assertThat(argv)
                .containsSubsequence("/work/it's 100% a/batch.sh", "bsub", "-J", "rl-sp-1-1")
                .containsSubsequence("-W", "90")
                .containsSubsequence("-q", "gpu")
                .containsSubsequence("-R", "rusage[mem=4000] span[hosts=1]")
                .contains("-x")
                .doesNotContain("1:30");
        assertThat(lsf.parseId("Job <812> is submitted to default queue <normal>.\n"))
                .isEqualTo("812");
    }
}
