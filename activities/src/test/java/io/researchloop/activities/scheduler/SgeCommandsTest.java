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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SgeCommandsTest {
    private final SgeCommands sge = new SgeCommands();

    @Test
    void readsTheQueue() {
        Map<String, JobStatus> states = sge.parseQueue(new ShellResult(0, Captured.text("qstat.xml"), ""));

        assertThat(states.get("6").state()).isEqualTo(JobState.RUNNING);
        assertThat(states.get("5")).isEqualTo(new JobStatus(JobState.QUEUED, "held (hqw)", null));
        assertThat(states).doesNotContainKey("1");
    }

    @Test
    void aJobInErrorTellsWhy() {
        Map<String, JobStatus> states = sge.parseQueue(new ShellResult(0, Captured.text("qstat-error.txt"), ""));

        assertThat(states).hasSize(3);
        assertThat(states.values())
                .extracting(JobStatus::reason)
                .anyMatch(reason -> reason.startsWith("in error (Eqw): ")
                        && reason.endsWith("can't chdir to /nonexistent: No such file or directory"))
                .contains("held (hqw)", "");
    }

    @Test
    void tooManyJobsOfOneUserAreNoRefusal() {
        assertThat(sge.mayWorkLater(
                        "Unable to run job: job rejected: Only 5 jobs are allowed per user (current job count:"
                                + " 5).\nExiting.\n"))
                .isTrue();
        assertThat(sge.mayWorkLater(
                        "Unable to run job: Job was rejected because job requests unknown queue \"x.q\".\n"))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0                          | 0   | h_rt=60           | 5s  | 1M   | EXITED
            100 : assumedly after job  | 137 | h_rt=60           | 61s | 1M   | TIME_LIMIT
            100 : assumedly after job  | 137 | h_rt=60           | 5s  | 1M   | KILLED
            37  : qmaster enforced     | 137 | h_rt=60,h_vmem=1G | 5s  | 1.1G | OUT_OF_MEMORY
            37  : qmaster enforced     | 137 | h_rt=0:1:0        | 60s | 1M   | TIME_LIMIT
            19  : before writing       | 0   | h_rt=60           | 0s  | 1M   | NODE_LOST
            28  : changing into        | 0   | h_rt=60           | 0s  | 1M   | UNKNOWN
            """)
    void whatEndedAJobIsReadFromTheNumbers(
            String failed, String exit, String asked, String ran, String memory, Cause cause) {
        String record = "=".repeat(62) + "\njobname      rl-sp-1-1\njobnumber    7\nfailed       " + failed
                + "\nexit_status  " + exit + "\nru_wallclock " + ran + "\nmaxvmem      " + memory
                + "\ncategory     -l " + asked + "\n";

        assertThat(sge.parseAccounting(new ShellResult(0, record, ""))
                        .get("7")
                        .end()
                        .cause())
                .isEqualTo(cause);
    }

    @Test
    void aRunThatIsFollowedByAnotherAndAnotherUsersJobAreNoEnd() {
        String again = "jobname      rl-sp-1-1\njobnumber    7\nfailed       25  : rescheduling\n";
        String stranger = "jobname      other\njobnumber    8\nfailed       0\n";

        assertThat(sge.parseAccounting(
                        new ShellResult(0, "=".repeat(62) + "\n" + again + "=".repeat(62) + "\n" + stranger, "")))
                .isEmpty();
    }

    @Test
    void aSchedulerThatDoesNotAnswerSaysNothingOfItsJobs() {
        ShellResult silent = new ShellResult(1, "", "error: commlib error: got select error (Connection refused)\n");

        assertThatThrownBy(() -> sge.parseQueue(silent)).isInstanceOf(ClusterUnavailable.class);
    }

    @Test
    void readsTheAccounting() {
        Map<String, JobStatus> states = sge.parseAccounting(new ShellResult(0, Captured.text("qacct.txt"), ""));

        assertThat(states.get("1").end()).isEqualTo(new JobEnd(Cause.EXITED, "exit 3", 3, null, "").after(0L));
        assertThat(states.get("2").end().with(null))
                .isEqualTo(new JobEnd(Cause.KILLED, "failed 100 : assumedly after job", 140, 12, "").after(6L));
        assertThat(states.get("4").end().cause()).isEqualTo(Cause.TIME_LIMIT);
        assertThat(states).hasSize(5);
    }

    @Test
    void readsTheMemoryThatAJobUsedAndAskedFor() {
        Map<String, JobStatus> states = sge.parseAccounting(new ShellResult(0, Captured.text("qacct.txt"), ""));

        assertThat(states.get("1").end().memory()).isNull();
        assertThat(states.get("2").end().memory()).isEqualTo(new JobMemory(Math.round(3.277 * (1 << 20)), null));
        assertThat(states.get("235").end().cause()).isEqualTo(Cause.OUT_OF_MEMORY);
        assertThat(states.get("235").end().memory())
                .isEqualTo(new JobMemory(Math.round(233.918 * (1 << 20)), 200L << 20));
    }

    @Test
    void aMemoryLimitCountsForEachSlot() {
        Map<String, JobStatus> states = sge.parseAccounting(new ShellResult(0, Captured.text("qacct.txt"), ""));

        assertThat(states.get("258").end().cause()).isEqualTo(Cause.KILLED);
        assertThat(states.get("258").end().memory())
                .isEqualTo(new JobMemory(Math.round(257.906 * (1 << 20)), 400L << 20));
    }

    @ParameterizedTest
    @CsvSource({"2k, 2000", "2K, 2048", "1.5M, 1572864", "2g, 2000000000", "0.000B, 0", "infinity, 0"})
    void aSmallLetterCountsInThousands(String written, long bytes) {
        assertThat(Bytes.parseGridEngine(written)).isEqualTo(bytes);
    }

    @ParameterizedTest
    @CsvSource({
        "qw, QUEUED",
        "hqw, QUEUED",
        "Eqw, QUEUED",
        "hRwq, QUEUED",
        "r, RUNNING",
        "t, RUNNING",
        "Rr, RUNNING",
        "s, RUNNING",
        "S, RUNNING",
        "T, RUNNING",
        "dr, RUNNING",
        "dt, RUNNING"
    })
    void everyStateHasAMeaning(String letters, JobState state) {
        ShellResult answer = new ShellResult(
                0,
                "<job_info><job_list state=\"x\"><JB_job_number>7</JB_job_number><state>" + letters
                        + "</state></job_list></job_info>",
                "");

        assertThat(sge.parseQueue(answer).get("7").state()).isEqualTo(state);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "812",
                "812.1-10:1",
                "Your job 812 (\"x\") has been submitted",
                "Your job-array 812.1-10:1 (\"x\")"
            })
    void findsTheIdInWhatQsubAnswers(String answer) {
        assertThat(sge.parseId(answer)).isEqualTo("812");
    }

    @Test
    void passesOptionsOnAndTakesTheSmallerTimeLimit() {
        List<String> argv = sge.submit(
                Jobs.job(3600, Map.of("pe", "smp 4", "-q", "gpu.q", "l", "gpu=1,h_rt=00:10:00", "R", "true")));

        assertThat(argv)
                .startsWith("qsub", "-terse")
                .containsSubsequence("-l", "h_rt=600")
                .containsSubsequence("-pe", "smp", "4")
                .containsSubsequence("-q", "gpu.q")
                .containsSubsequence("-l", "gpu=1")
                .contains("-R")
                .endsWith("/work/it's 100% a/batch.sh");
    }
}
