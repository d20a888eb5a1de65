package io.researchloop.activities.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.researchloop.activities.scheduler.CommandScheduler;
import io.researchloop.activities.scheduler.Job;
import io.researchloop.activities.scheduler.JobStatus;
import io.researchloop.activities.scheduler.LocalScheduler;
import io.researchloop.activities.scheduler.Scheduler;
import io.researchloop.activities.store.LiveJob;
import io.researchloop.activities.transport.ClusterUnavailable;
import io.researchloop.runner.protocol.Command;
import io.researchloop.runner.protocol.Json;
import io.researchloop.runner.protocol.SprintFiles;
import io.researchloop.workflows.model.JobEnd;
import io.researchloop.workflows.model.JobRef;
import io.researchloop.workflows.model.JobState;
import io.researchloop.workflows.model.SprintStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClusterLookTest {
    private static final String ODD = "it's $(touch odd) \"wörk\" `x` -n";

    @TempDir
    private Path folder;

    private CountingNode node;
    private Scheduler slurm;

    @BeforeEach
    void start() throws IOException {
        node = new CountingNode(folder.resolve("bin"));
        slurm = CommandScheduler.slurm("hpc", node);
        node.program("squeue", "exit 0");
        node.program("sacct", "exit 0");
        node.program("scontrol", "exit 1");
    }

    @AfterEach
    void stop() {
        node.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 10, 200})
    void asksOnceHoweverManyJobsThereAre(int many) throws Exception {
        node.program("squeue", "for i in {1..200}; do echo \"$i|RUNNING|N/A|None\"; done");
        List<WatchedJob> jobs = jobs(many);
        for (WatchedJob job : jobs) {
            write(job, SprintFiles.STATUS, "{\"sprint_id\":\"" + job.sprint().sprintId() + "\"}");
        }

        ClusterLook look = ClusterLook.at(node, slurm, jobs);

        assertThat(node.commands).isEqualTo(1);
        assertThat(look.jobs()).hasSize(many);
        assertThat(look.jobs().values()).allMatch(seen -> state(seen) == JobState.RUNNING);
        assertThat(look.files().heartbeats()).hasSize(many).contains("{\"sprint_id\":\"sp-1\"}");
        assertThat(look.trouble()).isNull();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 10, 200})
    void asksOnceMoreForAllThatLeftTheQueue(int many) throws Exception {
        node.program("squeue", "echo '1|COMPLETED|N/A|None'");
        node.program("sacct", "for i in {1..200}; do echo \"$i|TIMEOUT|0:15|||60|None\"; done");

        ClusterLook look = ClusterLook.at(node, slurm, jobs(many));

        assertThat(node.commands).isEqualTo(2);
        assertThat(look.jobs().values()).allSatisfy(seen -> {
            assertThat(state(seen)).isEqualTo(JobState.ENDED);
            assertThat(end(seen).cause()).isEqualTo(JobEnd.Cause.TIME_LIMIT);
        });
    }

    @Test
    void whatAccountingDoesNotKnowStaysAsTheQueueSaidIt() throws Exception {
        node.program("squeue", "echo '1|TIMEOUT|N/A|TimeLimit'");

        ClusterLook look = ClusterLook.at(node, slurm, jobs(2));

        List<Sighting> seen = List.copyOf(look.jobs().values());
        assertThat(end(seen.get(0)).cause()).isEqualTo(JobEnd.Cause.TIME_LIMIT);
        assertThat(state(seen.get(1))).isEqualTo(JobState.UNKNOWN);
        assertThat(look.trouble()).isNull();
    }

    @Test
    void aJobThatNobodyKnowsIsNotDead() throws Exception {
        node.program("squeue", "echo 'slurm_load_jobs error: Invalid job id specified' >&2; exit 1");

        ClusterLook look = ClusterLook.at(node, slurm, jobs(1));

        assertThat(look.jobs().values()).containsExactly(new Sighting(JobStatus.of(JobState.UNKNOWN), null));
        assertThat(look.trouble()).isNull();
    }

    @Test
    void aSchedulerThatDoesNotAnswerTakesNothingFromTheFiles() throws Exception {
        node.program("squeue", "echo 'slurm_load_jobs error: Unable to contact slurm controller' >&2; exit 1");
        List<WatchedJob> jobs = jobs(2);
        write(jobs.get(0), SprintFiles.exit(3), "0\n");
        write(jobs.get(1), SprintFiles.STATUS, "{}");

        ClusterLook look = ClusterLook.at(node, slurm, jobs);

        assertThat(look.trouble()).hasMessageContaining("Unable to contact slurm controller");
        assertThat(look.jobs()).containsEntry(jobs.get(0), new Sighting(null, 0));
        assertThat(look.jobs()).containsEntry(jobs.get(1), new Sighting(null, null));
        assertThat(look.files().heartbeats()).containsExactly("{}");
        assertThat(node.commands).isEqualTo(1);
    }

    @Test
    void aConnectionThatIsLostBeforeTheAccountingLeavesUnknownJobsOpen() throws Exception {
        node.program("squeue", "echo '1|RUNNING|N/A|None'");
        Scheduler cut = CommandScheduler.slurm("hpc", node);
        List<WatchedJob> jobs = jobs(2);
        node.program("sacct", "kill -9 $PPID");

        ClusterLook look = ClusterLook.at(node, cut, jobs);

        assertThat(look.trouble()).isNotNull();
        assertThat(look.jobs().values())
                .extracting(Sighting::status)
                .containsExactly(JobStatus.of(JobState.RUNNING), null);
    }

    @Test
    void whoEndedAJobThatStillLeavesTheQueueIsAskedOfAccounting() throws Exception {
        node.program("squeue", "echo '1|COMPLETING|N/A|None'");
        node.program("sacct", "echo '1|OUT_OF_MEMORY|0:125|||60|None'");
        List<WatchedJob> jobs = jobs(1);
        write(jobs.get(0), SprintFiles.exit(3), "137\n");

        ClusterLook look = ClusterLook.at(node, slurm, jobs);

        assertThat(end(look.jobs().get(jobs.get(0))).cause()).isEqualTo(JobEnd.Cause.OUT_OF_MEMORY);
    }

    @Test
    void onlyTheFilesOfSilentRunnersAreReadButEveryExitFile() throws Exception {
        node.program("squeue", "echo '1|RUNNING|N/A|None'");
        WatchedJob heard = job(1, false, List.of());
        write(heard, SprintFiles.STATUS, "{}");
        write(heard, SprintFiles.exit(3), "20\n");
        write(heard, SprintFiles.exit(2), "0\n");

        ClusterLook look = ClusterLook.at(node, slurm, List.of(heard));

        assertThat(look.files().heartbeats()).isEmpty();
        assertThat(look.jobs().get(heard)).isEqualTo(new Sighting(JobStatus.of(JobState.RUNNING), 20));
    }

    @Test
    void commandsLieInTheInboxAsTheyWereSaid() throws Exception {
        node.program("squeue", "echo '1|RUNNING|N/A|None'");
        Command message =
                new Command("cmd-1", Command.Kind.MESSAGE, "it's\n$(touch x) `y` \\ \"🙂\"" + "z".repeat(300_000));
        WatchedJob job = job(1, true, List.of(message, new Command("cmd-2", Command.Kind.CANCEL, null)));

        ClusterLook look = ClusterLook.at(node, slurm, List.of(job));

        assertThat(node.commands).isEqualTo(1);
        assertThat(look.files().taken()).containsExactlyInAnyOrder("cmd-1", "cmd-2");
        Path inbox = Path.of(job.job().sprintDirectory(), SprintFiles.INBOX);
        assertThat(Json.read(Files.readString(inbox.resolve("cmd-1.json")), Command.class))
                .isEqualTo(message);
        assertThat(inbox).isDirectoryContaining("glob:**/cmd-2.json");
        assertThat(inbox).isDirectoryNotContaining("glob:**/*.new");
    }

    @Test
    void aCommandThatCannotBeWrittenIsNotTaken() throws Exception {
        WatchedJob job = job(1, true, List.of(new Command("cmd-1", Command.Kind.CANCEL, null)));
        Files.createDirectories(Path.of(job.job().sprintDirectory()));
        Files.writeString(Path.of(job.job().sprintDirectory(), SprintFiles.HOME), "no directory");

        ClusterLook look = ClusterLook.at(node, slurm, List.of(job));

        assertThat(look.files().taken()).isEmpty();
        assertThat(look.trouble()).isNull();
    }

    /** Two hundred of the largest would be more than a command may answer. */
    @Test
    void noStatusFileIsTooLarge() throws Exception {
        node.program("squeue", "for i in {1..60}; do echo \"$i|RUNNING|N/A|None\"; done");
        List<WatchedJob> jobs = jobs(60);
        for (WatchedJob job : jobs) {
            write(job, SprintFiles.STATUS, "x".repeat(1 << 20));
        }
        write(jobs.get(59), SprintFiles.exit(3), "0\n");

        ClusterLook look = ClusterLook.at(node, slurm, jobs);

        assertThat(look.files().heartbeats()).hasSizeBetween(10, 30).allMatch(line -> line.length() == 1 << 18);
        assertThat(look.jobs().get(jobs.get(59)).exitCode()).isZero();
    }

    @Test
    void aJobOfThisMachineIsLookedAtWithoutAccounting() throws Exception {
        WatchedJob job = job(1, true, List.of());
        write(job, SprintFiles.attempt(3) + "/accounting", "TIMEOUT 143 15 1 2\n");

        ClusterLook look = ClusterLook.at(node, new LocalScheduler("here", node), List.of(job));

        assertThat(node.commands).isEqualTo(1);
        assertThat(end(look.jobs().get(job)).cause()).isEqualTo(JobEnd.Cause.TIME_LIMIT);
    }

    @Test
    void withoutAJobItStillFindsOutWhetherTheClusterIsThere() throws Exception {
        assertThat(ClusterLook.at(node, slurm, List.of()).trouble()).isNull();
        assertThat(node.commands).isEqualTo(1);

        node.away = true;
        assertThatThrownBy(() -> ClusterLook.at(node, slurm, List.of())).isInstanceOf(ClusterUnavailable.class);
    }

    private static JobState state(Sighting seen) {
        return Objects.requireNonNull(seen.status()).state();
    }

    private static JobEnd end(Sighting seen) {
        return Objects.requireNonNull(Objects.requireNonNull(seen.status()).end());
    }

    private List<WatchedJob> jobs(int many) {
        return IntStream.rangeClosed(1, many)
                .mapToObj(n -> job(n, true, List.of()))
                .toList();
    }

    private WatchedJob job(int number, boolean silent, List<Command> commands) {
        String id = "sp-" + number;
        String directory = folder.resolve(ODD).resolve(id).toString();
        JobRef ref = new JobRef("hpc", Integer.toString(number), JobRef.nameOf(id, 3));
        return new WatchedJob(
                new LiveJob(id, 3, ref, directory, SprintStatus.RUNNING, Instant.EPOCH),
                new Job(ref.name(), directory, directory + "/" + SprintFiles.attempt(3), 0, Map.of(), ref),
                silent,
                commands);
    }

    private static void write(WatchedJob job, String name, String text) throws IOException {
        Path file = Path.of(job.job().sprintDirectory(), name);
        Files.createDirectories(file.resolveSibling(""));
        Files.writeString(file, text);
    }
}
