package io.researchloop.activities.sprint;

import static org.assertj.core.api.Assertions.assertThat;

import io.researchloop.activities.scheduler.Job;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** In a real bash, with a runner of ours. */
@Timeout(value = 1, unit = TimeUnit.MINUTES)
class BatchScriptTest {
    @TempDir
    Path temporary;

    private Path attempt = Path.of("/nowhere");

    @BeforeEach
    void prepare() throws Exception {
        Path sprint = temporary.resolve("it's a \"sprint\"");
        attempt = Files.createDirectories(sprint.resolve(".researchloop/attempts/1"));
        Files.writeString(sprint.resolve(".researchloop/env"), "");
        runner("echo run >>\"$(dirname \"$0\")/runs\"");
    }

    @Test
    void theRunnersExitCodeIsTheLastWord() throws Exception {
        runner("exit 21");

        assertThat(run("")).isEqualTo(21);
        assertThat(attempt.resolve("exit")).hasContent("21");
    }

    @Test
    void aJobThatIsStartedAgainLeavesTheWorkToTheNextAttempt() throws Exception {
        run("job_id=7\n");
        Files.delete(attempt.resolve("exit"));

        assertThat(run("job_id=7\n")).isEqualTo(27);
        assertThat(attempt.resolve("exit")).hasContent("27");
        assertThat(temporary.resolve("runs")).hasContent("run");
    }

    @Test
    void aTwinOfTheJobLeavesTheWordToTheOneThatCameFirst() throws Exception {
        run("job_id=7\n");

        assertThat(run("job_id=8\n")).isZero();
        assertThat(attempt.resolve("exit")).hasContent("0");
        assertThat(temporary.resolve("runs")).hasContent("run");
    }

    @Test
    void onlyTheJobThatIsKnownDoesTheWork() throws Exception {
        Files.writeString(attempt.resolve("job_id"), "Submitted batch job 8 on cluster mpp2\n");

        assertThat(run("job_id=7\n")).isZero();
        assertThat(temporary.resolve("runs")).doesNotExist();
        assertThat(run("job_id=8\n")).isZero();
        assertThat(temporary.resolve("runs")).hasContent("run");
    }

    @Test
    void aServersNameBehindTheIdIsNoPartOfIt() throws Exception {
        Files.writeString(attempt.resolve("job_id"), "812.pbs-server\n");

        run("job_id=812.pbs\n");

        assertThat(temporary.resolve("runs")).hasContent("run");
    }

    @Test
    void aJobOfACancelledAttemptDoesNothing() throws Exception {
        Files.createFile(attempt.resolve("cancelled"));

        assertThat(run("")).isZero();
        assertThat(temporary.resolve("runs")).doesNotExist();
    }

    @Test
    void aSignalReachesTheRunnerAndItsAnswerIsWaitedFor() throws Exception {
        runner("trap 'sleep 1; exit 27' TERM; touch \"$(dirname \"$0\")/up\"; while :; do sleep 0.1; done");
        Process job = start("set -m\n");
        await(temporary.resolve("up"));

        new ProcessBuilder("kill", "-USR1", Long.toString(job.pid())).start().waitFor();

        assertThat(job.waitFor()).isEqualTo(27);
        assertThat(attempt.resolve("exit")).hasContent("27");
    }

    @Test
    void warnsTheRunnerByItselfWhereTheSchedulerDoesNot() throws Exception {
        runner("trap 'exit 27' TERM; while :; do sleep 0.1; done");

        // The shell's clock ticks with the machine's: its first second may be over at once, before the trap is set.
        assertThat(run("set -m\nwarn_after=3\n")).isEqualTo(27);
    }

    private void runner(String script) throws Exception {
        Path java = temporary.resolve("java");
        Files.writeString(java, "#!/usr/bin/env bash\n" + script + "\n");
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private int run(String directives) throws Exception {
        return start(directives).waitFor();
    }

    private Process start(String directives) throws Exception {
        Path sprint = attempt.getParent().getParent().getParent();
        Job job = new Job("rl-sp-1-1", sprint.toString(), attempt.toString(), 60, Map.of(), null);
        String script = new BatchScript(
                        job, directives, List.of(), temporary.resolve("java").toString(), "/nowhere/runner.jar")
                .render();
        Path file = Files.writeString(attempt.resolve("batch.sh"), script);
        return new ProcessBuilder("bash", file.toString())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static void await(Path file) throws Exception {
        Instant limit = Instant.now().plus(Duration.ofSeconds(20));
        while (!Files.exists(file)) {
            assertThat(Instant.now()).isBefore(limit);
            Thread.sleep(20);
        }
    }
}
