package io.researchloop.activities.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import io.researchloop.activities.transport.LocalShell;
import io.researchloop.activities.transport.ShellCommand;
import io.researchloop.activities.transport.ShellResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With submit commands that do what no scheduler should. */
class SubmitScriptTest {
    private static final String SUBMIT = SchedulerScript.load("lock.sh", "submit.sh");
    private static final String WITHDRAW = SchedulerScript.load("lock.sh", "withdraw.sh");
    private static final String ONCE = "echo run >>\"$0/runs\"; sleep 0.3; echo 812";

    @TempDir
    Path temporary;

    @Test
    void whereFilesCannotBeLockedADirectoryIsTheLock() throws Exception {
        tool("flock", "echo 'flock: 9: Function not implemented' >&2; exit 1");
        ExecutorService threads = Executors.newFixedThreadPool(4);
        List<Future<ShellResult>> answers =
                threads.invokeAll(Collections.nCopies(6, (Callable<ShellResult>) () -> submit("", ONCE)));

        for (Future<ShellResult> answer : answers) {
            assertThat(answer.get()).isEqualTo(new ShellResult(0, "812\n", ""));
        }
        threads.shutdown();
        assertThat(temporary.resolve("runs")).hasContent("run");
        assertThat(temporary.resolve("attempt/submit.lock.d")).doesNotExist();
    }

    @Test
    void aSubmitThatWasKilledLeavesDoubtAndTheJobIsLookedFor() throws Exception {
        assertThat(submit("", "kill -KILL $$").exitCode()).isEqualTo(75);

        assertThat(submit("echo 7", ONCE).stdout()).isEqualTo("7\n");
        assertThat(temporary.resolve("runs")).doesNotExist();
    }

    @Test
    void aJobThatComesLateIsFoundByTheSecondLook() throws Exception {
        submit("", "exit 1");
        String late = "[ ! -e \"" + temporary + "/looked\" ] || echo 7; touch \"" + temporary + "/looked\"";

        assertThat(submit(late, ONCE).stdout()).isEqualTo("7\n");
    }

    @Test
    void whoCannotLookSubmitsNothing() throws Exception {
        submit("", "exit 1");

        assertThat(submit("exit 1", ONCE).exitCode()).isEqualTo(75);
        assertThat(temporary.resolve("runs")).doesNotExist();
    }

    @Test
    void aRefusalIsOneAndACommandThatIsNotThereIsExplained() throws Exception {
        assertThat(submit("", "echo no >&2; exit 1")).isEqualTo(new ShellResult(10, "", "no\n"));

        ShellResult absent = run(SUBMIT, "", "no-such-command");
        assertThat(absent.exitCode()).isEqualTo(10);
        assertThat(absent.stderr()).contains("is no-such-command on the PATH").contains("shell_setup");
    }

    @Test
    void aWithdrawnAttemptNamesItsJobAndTakesNoOther() throws Exception {
        submit("", "echo 'Submitted batch job 812 on cluster mpp2'");

        assertThat(run(WITHDRAW, "").stdout()).isEqualTo("Submitted batch job 812 on cluster mpp2\n");
        Files.delete(temporary.resolve("attempt/job_id"));
        assertThat(run(WITHDRAW, "echo 812").stdout()).isEqualTo("812");
        assertThat(submit("", ONCE).exitCode()).isEqualTo(3);
    }

    private ShellResult submit(String lookUp, String command) throws Exception {
        return run(SUBMIT, lookUp, "bash", "-c", command, temporary.toString());
    }

    private ShellResult run(String script, String lookUp, String... command) throws Exception {
        List<String> arguments =
                new ArrayList<>(List.of("env", "PATH=" + temporary + ":" + System.getenv("PATH"), "bash", "-s", "--"));
        arguments.addAll(List.of(temporary.resolve("attempt").toString(), lookUp));
        arguments.addAll(List.of(command));
        ShellCommand usual = ShellCommand.script(script, List.of());
        return new LocalShell().run(new ShellCommand(arguments, usual.stdin(), usual.timeout()));
    }

    private void tool(String name, String script) throws Exception {
        Path tool = temporary.resolve(name);
        Files.writeString(tool, "#!/usr/bin/env bash\n" + script + "\n");
        Files.setPosixFilePermissions(tool, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
