package io.researchloop.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private Run run(String line) {
        return new Run(folder).go(line.isEmpty() ? new String[0] : line.split(" "));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "study",
                "sprint",
                "sprint run",
                "sprint run idea",
                "sprint show",
                "sprint list -x",
                "token create",
                "completion fish",
                "sprint run x -s y -o novalue= extra"
            })
    void whatIsNotUnderstoodExitsWith2AndShowsTheUsage(String line) {
        var run = run(line);

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("Usage: researchloop");
    }

    @Test
    void anUnknownCommandIsAnsweredWithItsNeighbours() {
        var run = run("sprimt list");

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).contains("sprimt").contains("Did you mean: researchloop sprint");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "sprint --help", "sprint watch --help", "token create -h", "--version"})
    void helpAndVersionAreNoFailure(String line) {
        var run = run(line);

        assertThat(run.exit()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).contains("researchloop");
    }

    @Test
    void theHelpNamesTheServersCommandsToo() {
        assertThat(run("--help").out()).contains("demo", "init", "serve", "doctor", "engine");
    }

    @ParameterizedTest
    @ValueSource(strings = {"serve --port 1", "init -p x", "doctor", "engine install", "demo --once"})
    void theServersCommandsPointToTheLauncher(String line) {
        var run = run(line);

        assertThat(run.exit()).isOne();
        assertThat(run.err()).contains("part of the server");
    }

    @Test
    void anUnreachableServerSaysWhatToDo() throws IOException {
        int free;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }

        var run = new Run(folder)
                .with("RESEARCHLOOP_URL", "http://127.0.0.1:" + free)
                .go("sprint", "list");

        assertThat(run.exit()).isOne();
        assertThat(run.err())
                .contains("Cannot reach the server at http://127.0.0.1:" + free)
                .contains("researchloop serve")
                .contains("researchloop connect");
    }

    @ParameterizedTest
    @CsvSource({"200,<html>", "200,[1]", "500,<html>", "301,''"})
    void anotherProgramsAnswerIsNotTakenForOurs(int status, String body) throws IOException {
        try (var server = new FakeServer()
                .on(
                        "GET /api/studies",
                        FakeServer.bytes(status, body.getBytes(UTF_8), "text/html", "Location", "http://elsewhere/"))) {
            var run = new Run(folder).at(server).go("study", "list");

            assertThat(run.exit()).isOne();
            assertThat(run.err()).startsWith("error: ").doesNotContain("<html>").doesNotContain("\tat ");
        }
    }

    @Test
    void coloursComeOnlyWhereTheyAreWanted() throws IOException {
        try (var server = new FakeServer().on("GET /api/tokens", "{\"tokens\":[{\"id\":\"1\",\"name\":\"ci\"}]}")) {
            assertThat(new Run(folder).at(server).coloured().go("token", "list").out())
                    .contains("\u001b[1m");
            assertThat(new Run(folder)
                            .at(server)
                            .onTerminal()
                            .go("token", "list")
                            .out())
                    .doesNotContain("\u001b");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"bash", "zsh"})
    void theCompletionScriptKnowsNestedCommandsAndIsValidShell(String shell) throws Exception {
        var script = run("completion " + shell).out();

        assertThat(script).contains("resubmit", "artifacts", "--watch", "serve");
        var bash = new ProcessBuilder("bash", "-n").redirectErrorStream(true).start();
        try (var in = bash.outputWriter()) {
            in.write(script);
        }
        assertThat(bash.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(bash.exitValue()).isZero();
    }

    @Test
    void theManualPageNamesEveryCommandWithItsOptions() {
        var page = run("manual").out();

        assertThat(page).startsWith(".TH RESEARCHLOOP 1");
        assertThat(page)
                .contains(".SS sprint run", ".SS sprint open", ".SS cluster check", ".SS serve", ".SS completion")
                .contains("\\fB\\-\\-search\\fR \\fIWORDS\\fR", ".SH EXIT STATUS")
                .doesNotContain("${");
        assertThat(page.lines().filter(line -> line.startsWith(".")).map(line -> line.replaceFirst(" .*", "")))
                .isSubsetOf(".TH", ".SH", ".SS", ".TP", ".B");
    }
}
