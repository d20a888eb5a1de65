package io.researchloop.activities.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileNotFoundException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What every way over SSH must do, against a real OpenSSH server. */
abstract class RemoteShellContract {
    @RegisterExtension
    final SshSite site = new SshSite();

    abstract RemoteShell shell(SshTarget target);

    /** What a person does before a way can be used, and again after it was cut off. */
    abstract void enter(SshTarget target) throws Exception;

    final TestSshd sshd() {
        return site.sshd();
    }

    final RemoteShell entered(SshTarget target) throws Exception {
        enter(target);
        return site.opened(shell(target));
    }

    @Test
    void argumentsInputAndOutputGoThroughUnchanged() throws Exception {
        ShellResult result = entered(sshd().target())
                .run(ShellCommand.script(
                        "printf '%s|' \"$@\"; echo complaint >&2; exit 7",
                        List.of("it's", "a \"b\" $HOME", "`id`\nnext", "😀", "")));

        assertThat(result).isEqualTo(new ShellResult(7, "it's|a \"b\" $HOME|`id`\nnext|😀||", "complaint\n"));
    }

    @Test
    void whatStartUpFilesPrintIsNoPartOfTheAnswer() throws Exception {
        SshTarget target =
                site.target(null, null, List.of("echo Welcome; echo noise >&2", "export FROM_SETUP='it is set'"));
        RemoteShell chatty = entered(target);

        ShellResult result = chatty.run(ShellCommand.of("printenv", "FROM_SETUP"));

        assertThat(result).isEqualTo(new ShellResult(0, "it is set\n", ""));
    }

    @Test
    void aShellThatACommandStartsPrintsNothingOfItsOwn() throws Exception {
        ShellResult result = entered(sshd().target())
                .run(ShellCommand.of("bash", "-c", "echo ${SSH_CLIENT:-none}; bash -c 'echo inner'"));

        assertThat(result).isEqualTo(new ShellResult(0, "none\ninner\n", ""));
    }

    @Test
    void muchComesAndGoesAtOnce() throws Exception {
        String megabytes = "line of input ünï\n".repeat(200_000);

        ShellResult result =
                entered(sshd().target()).run(new ShellCommand(List.of("cat"), megabytes, Duration.ofMinutes(1)));

        assertThat(result.stdout()).isEqualTo(megabytes);
    }

    @Test
    void everyExitCodeIsTold() throws Exception {
        RemoteShell shell = entered(sshd().target());
        for (int code : new int[] {0, 1, 2, 27, 126, 127, 128, 255}) {
            assertThat(shell.run(ShellCommand.of("bash", "-c", "exit " + code)).exitCode())
                    .isEqualTo(code);
        }
    }

    @Test
    void aCommandThatTakesTooLongIsEndedThere() throws Exception {
        Path alive = site.directory().resolve("alive");
        ShellCommand slow = new ShellCommand(
                List.of("bash", "-c", "while :; do date >" + alive + "; sleep 0.1; done"), "", Duration.ofSeconds(1));

        RemoteShell shell = entered(sshd().target());
        assertThatThrownBy(() -> shell.run(slow)).isInstanceOf(ClusterUnavailable.class);

        Thread.sleep(500);
        Files.delete(alive);
        Thread.sleep(400);
        assertThat(alive).doesNotExist();
    }

    @Test
    void filesAreReplacedWholeWithTheirModes() throws Exception {
        RemoteShell shell = entered(sshd().target());
        String folder = site.directory() + "/it's a \"new\" $dir/below";
        byte[] bytes = new byte[300_000];
        new java.util.Random(1).nextBytes(bytes);

        shell.write(List.of(
                FileWrite.text(folder + "/a.txt", "old"),
                FileWrite.text(folder + "/a.txt", "new\n"),
                FileWrite.secret(folder + "/env", "export KEY='x'\n"),
                new FileWrite(folder + "/binary", bytes, false),
                FileWrite.text(folder + "/empty", "")));

        assertThat(Path.of(folder, "a.txt")).hasContent("new\n");
        assertThat(Path.of(folder, "binary")).hasBinaryContent(bytes);
        assertThat(Path.of(folder, "empty")).isEmptyFile();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(Path.of(folder, "env"))))
                .isEqualTo("rw-------");
        assertThat(shell.list(folder)).extracting(RemoteFile::path).containsExactly("a.txt", "binary", "empty", "env");
        try (InputStream in = shell.read(folder + "/binary")) {
            assertThat(in.readAllBytes()).isEqualTo(bytes);
        }
        assertThatThrownBy(() -> shell.read(folder + "/nothing")).isInstanceOf(FileNotFoundException.class);
        assertThat(shell.list(folder + "/nowhere")).isEmpty();
    }

    @Test
    void aFileThatCannotBeWrittenIsRefusedWithTheSystemsWords() throws Exception {
        Files.writeString(site.directory().resolve("file"), "in the way");

        RemoteShell shell = entered(sshd().target());
        assertThatThrownBy(() -> shell.write(FileWrite.text(site.directory() + "/file/below", "x")))
                .isInstanceOf(FileRefused.class)
                .hasMessageContaining("cannot create directory");
    }

    @Test
    void thirtyCommandsAtOnceShareTheChannels() throws Exception {
        RemoteShell shell = entered(sshd().target());
        ExecutorService threads = Executors.newFixedThreadPool(30);

        List<Future<String>> answers = threads.invokeAll(Collections.nCopies(30, (Callable<String>) () ->
                shell.run(ShellCommand.of("bash", "-c", "sleep 0.2; echo ok")).stdout()));

        for (Future<String> answer : answers) {
            assertThat(answer.get()).isEqualTo("ok\n");
        }
        threads.shutdown();
    }

    @Test
    void goesOnAfterTheServerWasAway() throws Exception {
        SshTarget target = sshd().target();
        RemoteShell shell = entered(target);
        shell.run(ShellCommand.of("true"));

        sshd().kill();
        assertThatThrownBy(() -> shell.run(ShellCommand.of("true"))).isInstanceOf(ClusterUnavailable.class);
        sshd().start();
        enter(target);

        assertThat(eventually(() -> shell.run(ShellCommand.of("echo", "back")).stdout()))
                .isEqualTo("back\n");
    }

    @Test
    void whereverTheConnectionIsCutAnAnswerIsRightAndAFileIsWhole() throws Exception {
        try (CuttingProxy proxy = new CuttingProxy(sshd().port())) {
            Path known = sshd().knownHosts();
            Files.writeString(known, Files.readString(known).replace(":" + sshd().port(), ":" + proxy.port()));
            SshTarget target = sshd().target(proxy.port(), site.directory().resolve("sshd/user_key"));
            RemoteShell shell = entered(target);
            Path file = site.directory().resolve("file");
            String content = "0123456789".repeat(2000);
            shell.write(FileWrite.text(file.toString(), content));
            for (long bytes = 50; bytes < 24_000; bytes += 1700) {
                String next = bytes + content;
                proxy.cutAfter(bytes);
                boolean written = succeeds(() -> shell.write(FileWrite.text(file.toString(), next)));
                String there = Files.readString(file);
                assertThat(there).as("after " + bytes + " bytes").isIn(content, next);
                assertThat(written && !there.equals(next)).isFalse();
                content = there;
                proxy.cutAfter(Long.MAX_VALUE);
                enter(target);
                assertThat(eventually(() ->
                                shell.run(ShellCommand.of("echo", "there")).stdout()))
                        .isEqualTo("there\n");
            }
        }
    }

    @Test
    void theHomeDirectoryIsTheOneThere() throws Exception {
        RemoteShell shell = entered(sshd().target());
        String home =
                shell.run(ShellCommand.script("printf %s \"$HOME\"", List.of())).stdout();

        assertThat(shell.absolute("~/work")).isEqualTo(home + "/work");
        assertThat(shell.absolute("/work")).isEqualTo("/work");
        assertThat(new String(home.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
                .startsWith("/");
    }

    private interface Action {
        void run() throws Exception;
    }

    private static boolean succeeds(Action action) throws Exception {
        try {
            action.run();
            return true;
        } catch (ClusterUnavailable | FileRefused e) {
            return false;
        }
    }

    private static String eventually(Callable<String> look) throws Exception {
        Instant limit = Instant.now().plusSeconds(40);
        while (true) {
            try {
                return look.call();
            } catch (ClusterUnavailable e) {
                if (Instant.now().isAfter(limit)) {
                    throw e;
                }
                Thread.sleep(100);
            }
        }
    }
}
