package io.researchloop.activities.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.researchloop.activities.config.ClusterConfig;
import io.researchloop.activities.config.Configuration;
import io.researchloop.activities.config.ConfigurationLoader;
import io.researchloop.activities.scheduler.CommandScheduler;
import io.researchloop.activities.scheduler.Job;
import io.researchloop.activities.scheduler.JobStatus;
import io.researchloop.activities.transport.FileWrite;
import io.researchloop.activities.transport.LocalShell;
import io.researchloop.activities.transport.RemoteFile;
import io.researchloop.activities.transport.RemoteShell;
import io.researchloop.activities.transport.ShellCommand;
import io.researchloop.activities.transport.ShellResult;
import io.researchloop.workflows.model.JobEnd.Cause;
import io.researchloop.workflows.model.JobRef;
import io.researchloop.workflows.model.JobState;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Through a real bash, with programs that stand for a scheduler's on the PATH. */
class ClusterLookTest {
    @TempDir
    Path directory;

    private final CountingShell shell = new CountingShell();
    private ClusterAccess access;

    @BeforeEach
    void prepare() throws Exception {
        Files.createDirectories(directory.resolve("bin"));
        program("squeue", "echo '1|RUNNING|None'");
        program("sacct", ":");
        program("scontrol", "exit 1");
        access = new ClusterAccess(config(), shell, CommandScheduler.slurm("hpc", shell));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 10, 200})
    void looksAtAnyNumberOfJobsWithOneCommandAndOneMoreForTheAccounting(int jobs) throws Exception {
        List<Job> all = new ArrayList<>();
        StringBuilder queue = new StringBuilder();
        for (int i = 1; i <= jobs; i++) {
            all.add(job(i));
            queue.append("echo '").append(i).append("|RUNNING|None'\n");
        }
        program("squeue", queue.toString());

        ClusterLook look = ClusterLook.take(access, all, List.of());

        assertThat(shell.commands).isEqualTo(1);
        assertThat(look.states().values()).extracting(JobStatus::state).containsOnly(JobState.RUNNING);

        program("squeue", ":");
        ClusterLook.take(access, all, List.of());

        assertThat(shell.commands).isEqualTo(3);
    }

    @Test
    void accountingTellsHowAJobEndedThatHasLeftTheQueue() throws Exception {
        program("squeue", "echo '1|COMPLETED|None'");
        program("sacct", "echo '1|OUT_OF_MEMORY|0:125|None'");

        ClusterLook look = ClusterLook.take(access, List.of(job(1)), List.of());

        assertThat(Objects.requireNonNull(look.states().get(job(1)).end()).cause())
                .isEqualTo(Cause.OUT_OF_MEMORY);
    }

    @Test
    void aJobThatNobodyKnowsIsNotDead() throws Exception {
        program("squeue", "echo 'slurm_load_jobs error: Invalid job id specified' >&2; exit 1");

        ClusterLook look = ClusterLook.take(access, List.of(job(1)), List.of());

        assertThat(look.states().get(job(1)).state()).isEqualTo(JobState.UNKNOWN);
        assertThat(look.failure()).isNull();
    }

    @Test
    void anExitFileIsAnEndWhateverTheQueueSays() throws Exception {
        Files.createDirectories(Path.of(job(1).attemptDirectory()));
        Files.writeString(Path.of(job(1).attemptDirectory(), "exit"), "27\n");

        ClusterLook look = ClusterLook.take(access, List.of(job(1)), List.of());

        assertThat(look.states().get(job(1)).state()).isEqualTo(JobState.ENDED);
        assertThat(Objects.requireNonNull(look.states().get(job(1)).end()).exitCode())
                .isEqualTo(27);
    }

    @Test
    void aSchedulerThatDoesNotAnswerKeepsNoFileFromBeingRead() throws Exception {
        program("squeue", "echo 'slurm_load_jobs error: Unable to contact slurm controller' >&2; exit 1");
        Path sprint = Files.createDirectories(directory.resolve("it's a \"sprint\" $x/.researchloop"));
        Files.writeString(sprint.resolve("status.json"), "{\"phase\":\"research\"}\n");

        ClusterLook look = ClusterLook.take(
                access, List.of(job(1)), List.of(sprint.getParent().toString(), "/nowhere"));

        assertThat(look.failure()).isNotNull();
        assertThat(look.statusFiles()).containsExactly("{\"phase\":\"research\"}");
        assertThat(look.states()).isEmpty();
    }

    private Job job(int id) {
        String name = "rl-sp-" + id + "-1";
        return new Job(
                name,
                directory.toString(),
                directory + "/it's " + id,
                0,
                Map.of(),
                new JobRef("hpc", Integer.toString(id), name));
    }

    private void program(String name, String script) throws IOException {
        Path file = Files.writeString(directory.resolve("bin/" + name), "#!/bin/bash\n" + script + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private ClusterConfig config() throws IOException {
        Path file = Files.writeString(directory.resolve("researchloop.toml"), """
                shared_secret = "x"
                [[cluster]]
                name = "hpc"
                host = "login"
                scheduler_type = "slurm"
                working_dir = "/work"
                """);
        Configuration configuration = ConfigurationLoader.load(Optional.of(file), Map.of(), directory, directory);
        return configuration.clusters().get(0);
    }

    /** This machine's shell with other programs in front, which counts what it is asked. */
    private final class CountingShell implements RemoteShell {
        private final LocalShell real = new LocalShell();
        private int commands;

        @Override
        public ShellResult run(ShellCommand command) throws InterruptedException {
            commands++;
            List<String> argv = new ArrayList<>(List.of("env", "PATH=" + directory.resolve("bin") + ":/usr/bin:/bin"));
            argv.addAll(command.argv());
            return real.run(new ShellCommand(argv, command.stdin(), command.timeout()));
        }

        @Override
        public void write(List<FileWrite> files) {
            real.write(files);
        }

        @Override
        public InputStream read(String path) throws IOException {
            return real.read(path);
        }

        @Override
        public List<RemoteFile> list(String path) {
            return real.list(path);
        }

        @Override
        public String absolute(String path) {
            return path;
        }

        @Override
        public void close() {
            real.close();
        }
    }
}
