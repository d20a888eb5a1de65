package io.researchloop.activities.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.researchloop.activities.transport.ClusterUnavailable;
import io.researchloop.activities.transport.ShellResult;
import io.researchloop.workflows.model.JobEnd;
import io.researchloop.workflows.model.JobEnd.Cause;
import io.researchloop.workflows.model.JobMemory;
import io.researchloop.workflows.model.JobState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SlurmCommandsTest {
    private final SlurmCommands slurm = new SlurmCommands();

    @Test
    void readsTheQueue() {
        Map<String, JobStatus> states = slurm.parseQueue(new ShellResult(0, Captured.text("squeue.txt"), ""));

        assertThat(states.get("11").state()).isEqualTo(JobState.RUNNING);
        assertThat(states.get("10").state()).isEqualTo(JobState.RUNNING);
        assertThat(states.get("24")).isEqualTo(new JobStatus(JobState.QUEUED, "PartitionTimeLimit", null));
        assertThat(states.get("213"))
                .isEqualTo(new JobStatus(JobState.QUEUED, "Resources", null, Instant.parse("2026-11-28T01:32:20Z")));
        assertThat(states.get("11").expectedStart()).isNull();
        assertThat(states.get("22").state()).isEqualTo(JobState.ENDED);
        assertThat(states).doesNotContainKey("99");
    }

    @Test
    void anUnknownIdAloneIsNoFailureOfTheScheduler() {
        ShellResult unknown = new ShellResult(1, "", "slurm_load_jobs error: Invalid job id specified\n");

        assertThat(slurm.parseQueue(unknown)).isEmpty();
    }

    @Test
    void aSchedulerThatDoesNotAnswerSaysNothingOfItsJobs() {
        ShellResult silent =
                new ShellResult(1, "", "slurm_load_jobs error: Unable to contact slurm controller (connect failure)\n");

        assertThatThrownBy(() -> slurm.parseQueue(silent)).isInstanceOf(ClusterUnavailable.class);
    }

    @Test
    void readsTheAccounting() {
        Map<String, JobStatus> states = slurm.parseAccounting(new ShellResult(0, Captured.text("sacct.txt"), ""));

        assertThat(end(states, "195").with(null)).isEqualTo(new JobEnd(Cause.EXITED, "FAILED", 3, null, "").after(2L));
        assertThat(end(states, "196").with(null))
                .isEqualTo(new JobEnd(Cause.EXITED, "COMPLETED", 0, null, "").after(2L));
        assertThat(end(states, "197").with(null))
                .isEqualTo(new JobEnd(Cause.TIME_LIMIT, "TIMEOUT", 0, null, "").after(73L));
        assertThat(end(states, "199").with(null))
                .isEqualTo(new JobEnd(Cause.OUT_OF_MEMORY, "FAILED", 0, 9, "").after(1L));
        assertThat(end(states, "200").with(null))
                .isEqualTo(new JobEnd(Cause.KILLED, "CANCELLED by 1001", 0, null, "").after(8L));
        assertThat(end(states, "201").with(null)).isEqualTo(new JobEnd(Cause.EXITED, "FAILED", 0, 9, "").after(8L));
        assertThat(end(states, "42").with(null))
                .isEqualTo(new JobEnd(Cause.NODE_LOST, "NODE_FAIL", 0, 1, "NodeDown").after(5L));
        assertThat(states).doesNotContainKeys("202", "195.batch");
    }

    @Test
    void readsTheMemoryThatAJobUsedAndAskedFor() {
        Map<String, JobStatus> states = slurm.parseAccounting(new ShellResult(0, Captured.text("sacct.txt"), ""));

        assertThat(end(states, "195").memory()).isEqualTo(new JobMemory(3276L << 10, 64L << 20));
        assertThat(end(states, "199").memory()).isEqualTo(new JobMemory(729052L << 10, 100L << 20));
        // What is asked for by core is accounted as a whole, and all of a node as what the node has.
        assertThat(end(states, "193").memory()).isEqualTo(new JobMemory(15260L << 10, 100L << 20));
        assertThat(end(states, "194").memory()).isEqualTo(new JobMemory(15276L << 10, 64000L << 20));
        // The controller alone tells nothing of it.
        assertThat(end(states, "42").memory()).isNull();
    }

    @ParameterizedTest
    @CsvSource({"64Mn, 67108864", "4Gc, ", "0, ", "'', "})
    void whatOlderVersionsWriteIsReadWhereItIsOfTheWholeJob(String asked, @Nullable Long bytes) {
        String row = "7|COMPLETED|0:0||" + asked + "|9|None\n";
        String step = "7.batch|COMPLETED|0:0|2K||9|\n";

        assertThat(end(slurm.parseAccounting(new ShellResult(0, row + step, "")), "7")
                        .memory())
                .isEqualTo(new JobMemory(2048L, bytes));
    }

    @Test
    void anAccountingThatKnowsNoReasonsTellsTheRest() {
        assertThat(slurm.parseAccounting(new ShellResult(0, "7|COMPLETED|0:0||64M|9\n", "")))
                .containsOnlyKeys("7");
    }

    @ParameterizedTest
    @CsvSource({
        "PENDING, QUEUED",
        "CONFIGURING, QUEUED",
        "REQUEUED, QUEUED",
        "REQUEUE_HOLD, QUEUED",
        "SPECIAL_EXIT, QUEUED",
        "RUNNING, RUNNING",
        "COMPLETING, RUNNING",
        "SUSPENDED, RUNNING",
        "SIGNALING, RUNNING",
        "STAGE_OUT, RUNNING",
        "COMPLETED, ENDED",
        "FAILED, ENDED",
        "TIMEOUT, ENDED",
        "NODE_FAIL, ENDED",
        "PREEMPTED, ENDED",
        "BOOT_FAIL, ENDED",
        "DEADLINE, ENDED",
        "OUT_OF_MEMORY, ENDED",
        "LAUNCH_FAILED, ENDED",
        "STOPPED, RUNNING",
        "RESIZING, RUNNING",
        "UPDATE_DB, RUNNING",
        "POWER_UP_NODE, QUEUED",
        "RECONFIG_FAIL, QUEUED",
        "REQUEUE_FED, QUEUED",
        "RESV_DEL_HOLD, QUEUED",
        "REVOKED, UNKNOWN",
        "SOMETHING_NEW, UNKNOWN"
    })
    void everyStateHasAMeaning(String written, JobState state) {
        ShellResult answer = new ShellResult(0, "7|" + written + "|N/A|None\n", "");

        assertThat(slurm.parseQueue(answer).get("7").state()).isEqualTo(state);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"812\n", "812;alpha\n", "Submitted batch job 812\n", "Submitted batch job 812 on cluster mpp2\n"
            })
    void findsTheIdInWhatSbatchAnswers(String answer) {
        assertThat(slurm.parseId(answer.strip())).isEqualTo("812");
    }

    @Test
    void doubtIsNoRefusal() {
        assertThat(slurm.mayWorkLater("sbatch: error: Batch job submission failed: Socket timed out on send/recv"))
                .isTrue();
        assertThat(slurm.mayWorkLater(
                        "sbatch: error: AssocMaxSubmitJobLimit\nsbatch: error: Batch job submission failed: Job"
                                + " violates accounting/QOS policy (job submit limit, user's size and/or time limits)"))
                .isTrue();
        assertThat(slurm.mayWorkLater("sbatch: error: Batch job submission failed: Required partition not available"
                        + " (inactive or drain)"))
                .isTrue();
        assertThat(slurm.mayWorkLater("sbatch: error: invalid partition specified: nopart"))
                .isFalse();
    }

    @Test
    void passesOptionsOnAndTakesTheSmallerTimeLimit() {
        List<String> argv = slurm.submit(Jobs.job(
                3600,
                Map.of("partition", "gpu", "--gres", "gpu:1", "c", "4", "exclusive", "true", "time", "00:30:00")));

        assertThat(argv)
                .startsWith("sbatch", "--parsable")
                .contains("--partition=gpu", "--gres=gpu:1", "--exclusive", "--time=30", "--no-requeue")
                .containsSubsequence("-c", "4")
                .endsWith("/work/it's 100% a/batch.sh")
                .contains("--output=/work/it's 100%% a/job.out", "--signal=B:USR1@120")
                .doesNotContain("--time=00:30:00");
    }

    @Test
    void aBackslashInAPathSwitchesTheSignsOff() {
        Job job = new Job("rl-sp-1-1", "/w", "/w/a\\b 5%j", 60, Map.of("hold", "false", "time", "soon"), null);

        assertThat(slurm.submit(job))
                .contains("--output=/w/a\\\\b 5%j/job.out")
                .doesNotContain("--hold")
                // It is sbatch's to refuse.
                .contains("--time=soon");
    }

    @ParameterizedTest
    @CsvSource({
        "90, 5400",
        "1:30, 90",
        "02:00:00, 7200",
        "1-00, 86400",
        "1-12:30, 131400",
        "1-00:00:30, 86430",
        "UNLIMITED, 0",
        "soon, -1"
    })
    void readsTimesAsSbatchDoes(String written, long seconds) {
        assertThat(SlurmTime.parse(written)).isEqualTo(seconds);
    }

    private static JobEnd end(Map<String, JobStatus> states, String id) {
        return Objects.requireNonNull(states.get(id).end());
    }
}
