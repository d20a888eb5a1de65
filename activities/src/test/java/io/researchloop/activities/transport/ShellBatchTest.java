package io.researchloop.activities.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Through a real bash. */
class ShellBatchTest {
    private final LocalShell shell = new LocalShell();

    @Test
    void eachCommandHasItsOwnInputAndItsOwnAnswer() throws Exception {
        ShellBatch batch = ShellBatch.of(List.of(
                ShellCommand.of("echo", "one 'and' $HOME"),
                ShellCommand.script(
                        "read -r line <<<\"$1\"; echo \"got $line\"; echo oops >&2; exit 7", List.of("it's")),
                new ShellCommand(List.of("cat"), "no newline at its end, ünï", Duration.ofSeconds(5)),
                ShellCommand.of("true")));

        List<ShellResult> answers = batch.split(shell.run(batch.command()));

        assertThat(answers)
                .containsExactly(
                        new ShellResult(0, "one 'and' $HOME\n", ""),
                        new ShellResult(7, "got it's\n", "oops\n"),
                        new ShellResult(0, "no newline at its end, ünï", ""),
                        new ShellResult(0, "", ""));
    }

    @Test
    void oneThatHangsTakesNothingFromTheOthers() throws Exception {
        ShellBatch batch = ShellBatch.of(List.of(
                new ShellCommand(List.of("sleep", "30"), "", Duration.ofSeconds(1)), ShellCommand.of("echo", "there")));

        List<ShellResult> answers = batch.split(shell.run(batch.command()));

        assertThat(answers.get(0).exitCode()).isEqualTo(ShellBatch.TIMED_OUT);
        assertThat(answers.get(1).stdout()).isEqualTo("there\n");
    }

    @Test
    void aProgramThatIsNotThereFailsAlone() throws Exception {
        ShellBatch batch = ShellBatch.of(List.of(ShellCommand.of("no-such-program"), ShellCommand.of("echo", "there")));

        List<ShellResult> answers = batch.split(shell.run(batch.command()));

        assertThat(answers.get(0).exitCode()).isEqualTo(127);
        assertThat(answers.get(1).stdout()).isEqualTo("there\n");
    }

    @Test
    void anAnswerThatWasCutOffIsNoAnswer() throws Exception {
        ShellBatch batch = ShellBatch.of(List.of(ShellCommand.of("echo", "one"), ShellCommand.of("echo", "two")));
        ShellResult whole = shell.run(batch.command());

        ShellResult cut =
                new ShellResult(0, whole.stdout().substring(0, whole.stdout().length() - 4), whole.stderr());

        assertThatThrownBy(() -> batch.split(cut)).isInstanceOf(ClusterUnavailable.class);
    }
}
