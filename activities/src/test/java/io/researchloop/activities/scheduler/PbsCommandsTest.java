package io.researchloop.activities.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.researchloop.activities.transport.ClusterUnavailable;
import io.researchloop.activities.transport.ShellResult;
import io.researchloop.workflows.model.JobEnd;
import io.researchloop.workflows.model.JobEnd.Cause;
import io.researchloop.workflows.model.JobMemory;
import io.researchloop.workflows.model.JobState;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** By documented output: no PBS was at hand. */
class PbsCommandsTest {
    private final PbsCommands pbs = new PbsCommands();
    private final Map<String, JobStatus> states =
            pbs.parseQueue(new ShellResult(0, Captured.text("pbs-qstat.txt"), ""));

    @ParameterizedTest
    @CsvSource({"100, QUEUED", "101, QUEUED", "102, RUNNING", "103, RUNNING", "104, ENDED", "110, UNKNOWN"})
    void readsTheQueue(String id, JobState state) {
        assertThat(states.get(id + ".server").state()).isEqualTo(state);
    }

    @Test
    void aJobThatWaitsTellsWhyAlsoOverAFoldedLine() {
        assertThat(states.get("100.server").reason())
                .isEqualTo("Not Running: Insufficient amount of resource: ncpus (R: 64 A: 8 T: 8)");
    }

    @ParameterizedTest
    @CsvSource({
        "104, EXITED, 3, ",
        "105, TIME_LIMIT, , ",
        "106, TIME_LIMIT, 271, 15",
        "107, OUT_OF_MEMORY, , ",
        "108, KILLED, 265, 9",
        "109, KILLED, , "
    })
    void readsHowJobsEnded(String id, Cause cause, Integer code, Integer signal) {
        JobEnd end = Objects.requireNonNull(states.get(id + ".server").end());

        assertThat(end.cause()).isEqualTo(cause);
        assertThat(end.exitCode()).isEqualTo(code);
        assertThat(end.signal()).isEqualTo(signal);
    }

    @Test
    void readsTheMemoryThatAJobUsedAndAskedFor() {
        assertThat(states.get("104.server").end().memory()).isEqualTo(new JobMemory(5000L << 10, null));
        assertThat(states.get("107.server").end().memory()).isEqualTo(new JobMemory(8388000L << 10, 8L << 30));
    }

    @Test
    void unknownIdsAreNoFailureOfTheServerAndASilentOneIs() {
        ShellResult unknown =
                new ShellResult(153, "", "qstat: Unknown Job Id 7.server\nqstat: Unknown Job Id 8.server\n");
        ShellResult silent = new ShellResult(111, "", "qstat: cannot connect to server server (errno=111)\n");

        assertThat(pbs.parseQueue(unknown)).isEmpty();
        assertThatThrownBy(() -> pbs.parseQueue(silent)).isInstanceOf(ClusterUnavailable.class);
        assertThat(pbs.mayWorkLater(silent.stderr())).isTrue();
        assertThat(pbs.mayWorkLater("qsub: Unknown queue")).isFalse();
    }

    @Test
    void accountingTellsOfTheEndedAlone() {
        assertThat(pbs.parseAccounting(new ShellResult(0, Captured.text("pbs-qstat.txt"), "")))
                .containsKey("104.server")
                .doesNotContainKeys("100.server", "102.server", "110.server");
    }

    @Test
    void passesOptionsOnAndTakesTheSmallerTimeLimit() {
        Job job = Jobs.job(3600, Map.of("l", "select=1:ncpus=4:mem=16gb,walltime=00:10:00", "-q", "gpu", "A", "lab"));

        List<String> argv = pbs.submit(job);

        assertThat(argv)
                .startsWith("qsub", "-N", "rl-sp-1-1")
                .containsSubsequence("-l", "walltime=600")
                .containsSubsequence("-l", "select=1:ncpus=4:mem=16gb")
                .containsSubsequence("-q", "gpu")
                .containsSubsequence("-A", "lab")
                .endsWith("/work/it's 100% a/batch.sh");
        assertThat(pbs.directives(job)).contains("warn_after=480\n");
        assertThat(pbs.parseId("123.server\n")).isEqualTo("123.server");
    }
}
