package io.researchloop.runner;

import static org.assertj.core.api.Assertions.assertThat;

import io.researchloop.runner.pipeline.Attempt;
import io.researchloop.runner.protocol.Json;
import io.researchloop.runner.protocol.Outcome;
import io.researchloop.runner.protocol.OutcomeKind;
import io.researchloop.runner.protocol.PipelineState;
import io.researchloop.runner.protocol.SprintFiles;
import io.researchloop.runner.protocol.StepReport;
import io.researchloop.runner.protocol.StepStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

final class RunnerMainTest {
    @SuppressWarnings("unused") // by name, in @FieldSource
    private static final Iterable<String> STEPS = RunnerProcess.STEPS;

    private final Path root;

    RunnerMainTest(@TempDir Path root) {
        this.root = root;
    }

    @ParameterizedTest
    @FieldSource("STEPS")
    void aKilledRunnersWorkIsTakenUpWhereItWas(String step) throws Exception {
        RunnerProcess.prepare(root, step);
        try (RunnerProcess first = RunnerProcess.start(root, RunnerProcess.plan(1, null))) {
            first.awaitFile(root.resolve("hanging"));
            first.kill();
        }
        assertThat(state().outcome()).isNull();

        try (RunnerProcess second = RunnerProcess.start(root, RunnerProcess.plan(2, null))) {
            assertThat(second.exitCode()).isZero();
        }

        assertThat(RunnerProcess.finished(root)).containsExactlyElementsOf(RunnerProcess.STEPS);
        assertThat(state().outcome()).isEqualTo(Outcome.completed());
        assertThat(state().steps()).extracting(StepReport::status).containsOnly(StepStatus.COMPLETED);
    }

    @ParameterizedTest
    @FieldSource("STEPS")
    void aSignalEndsTheAttemptInGoodOrder(String step) throws Exception {
        RunnerProcess.prepare(root, step);
        try (RunnerProcess first = RunnerProcess.start(root, RunnerProcess.plan(1, null))) {
            first.awaitFile(root.resolve("hanging"));
            first.terminate();
            assertThat(first.exitCode()).isEqualTo(OutcomeKind.INTERRUPTED.exitCode());
        }
        PipelineState interrupted = state();
        assertThat(Objects.requireNonNull(interrupted.outcome()).kind()).isEqualTo(OutcomeKind.INTERRUPTED);
        assertThat(interrupted.steps())
                .filteredOn(report -> report.name().equals(step))
                .extracting(StepReport::status)
                .containsExactly(StepStatus.INTERRUPTED);

        try (RunnerProcess second = RunnerProcess.start(root, RunnerProcess.plan(2, null))) {
            assertThat(second.exitCode()).isZero();
        }

        assertThat(RunnerProcess.finished(root)).containsExactlyElementsOf(RunnerProcess.STEPS);
        assertThat(state().sessionId()).isEqualTo(interrupted.sessionId());
    }

    @Test
    void aSecondRunnerOfTheSameAttemptDoesNothing() throws Exception {
        RunnerProcess.prepare(root, "report");
        try (RunnerProcess first = RunnerProcess.start(root, RunnerProcess.plan(1, null))) {
            first.awaitFile(root.resolve("hanging"));
            String before = log();

            try (RunnerProcess second = RunnerProcess.start(root, RunnerProcess.plan(1, null))) {
                assertThat(second.exitCode()).isEqualTo(Attempt.NOT_MINE);
            }

            assertThat(log()).isEqualTo(before);
            assertThat(Files.readString(root.resolve("job.out"))).contains("another runner is at work", "attempt 1");
        }
    }

    @Test
    void aRequeuedJobOfTheSameAttemptGoesOn() throws Exception {
        RunnerProcess.prepare(root, "fix_1");
        try (RunnerProcess first = RunnerProcess.start(root, RunnerProcess.plan(1, null))) {
            first.awaitFile(root.resolve("hanging"));
            first.kill();
        }
        String script = Files.readString(root.resolve("steps")).replace("attempt 1: hang\n", "");
        Files.writeString(root.resolve("steps"), script);

        try (RunnerProcess again = RunnerProcess.start(root, RunnerProcess.plan(1, null))) {
            assertThat(again.exitCode()).isZero();
        }

        assertThat(RunnerProcess.finished(root)).containsExactlyElementsOf(RunnerProcess.STEPS);
    }

    @Test
    void aPlanThatMakesNoSenseIsRefusedWithTheReason() throws Exception {
        Path plan = root.resolve(SprintFiles.plan(1));
        Files.createDirectories(plan.getParent());
        Files.writeString(plan, "{\"version\":1,\"sprint_id\":\"sp-1\",\"agent\":\"scripted\",\"attempt\":2}");

        try (RunnerProcess runner = RunnerProcess.start(plan, root.resolve("job.out"))) {
            assertThat(runner.exitCode()).isEqualTo(OutcomeKind.RUNNER_FAILED.exitCode());
        }

        assertThat(Files.readString(root.resolve("job.out")))
                .contains("attempt should be the number in its path, found 2");
    }

    @Test
    void theTokenStandsInNoFile() throws Exception {
        RunnerProcess.prepare(root, "");
        Files.writeString(root.resolve("steps"), "[default]\nrun env\n");

        try (RunnerProcess runner = RunnerProcess.start(root, RunnerProcess.plan(1, null))) {
            assertThat(runner.exitCode()).isZero();
        }

        try (var files = Files.walk(root)) {
            assertThat(files.filter(Files::isRegularFile)).noneMatch(RunnerMainTest::tellsTheToken);
        }
    }

    private static boolean tellsTheToken(Path file) {
        try {
            return Files.readString(file).contains(SprintFiles.TOKEN_VARIABLE + "=");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private String log() throws IOException {
        return Files.readString(root.resolve(SprintFiles.TOOL_LOG));
    }

    private PipelineState state() throws IOException {
        return Json.read(Files.readString(root.resolve(SprintFiles.STATE)), PipelineState.class);
    }
}
