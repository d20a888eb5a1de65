package io.researchloop.runner.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.researchloop.runner.directory.SprintDirectory;
import io.researchloop.runner.directory.ToolLog;
import io.researchloop.runner.protocol.Outcome;
import io.researchloop.runner.protocol.OutcomeKind;
import io.researchloop.runner.protocol.RunnerEvent;
import io.researchloop.runner.report.FileReporter;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SupervisorTest {
    private static final Instant BEGIN = Instant.parse("2026-11-01T12:00:00Z");

    private final TestSprint sprint;
    private final AtomicLong seconds = new AtomicLong();
    private final InstantSource clock = () -> BEGIN.plusSeconds(seconds.get());
    private final Pulse pulse = new Pulse(() -> seconds.get() * 1_000_000_000L);
    private final StepControl control = new StepControl();

    SupervisorTest(@TempDir Path root) throws IOException {
        sprint = new TestSprint(root);
        sprint.stuckMinutes = 10;
    }

    @Test
    void warnsOnceAfterFiveMinutesOfSilence() throws Exception {
        Supervisor supervisor = supervisor();
        pulse.begin();

        pass(supervisor, 299);
        assertThat(warnings()).isEmpty();
        pass(supervisor, 200);

        assertThat(warnings()).containsExactly("The agent has said nothing for 5 minutes.");
        assertThat(sprint.read("sprint_log.txt")).contains("The agent has said nothing for 5 minutes.");
        assertThat(control.stopped()).isEmpty();
    }

    @Test
    void warnsAgainOfANewSilence() throws Exception {
        Supervisor supervisor = supervisor();
        pulse.begin();

        pass(supervisor, 310);
        pulse.sign();
        pass(supervisor, 310);

        assertThat(warnings()).hasSize(2);
    }

    @Test
    void endsAStepThatIsStuck() throws Exception {
        Supervisor supervisor = supervisor();
        pulse.begin();

        pass(supervisor, 599);
        assertThat(control.stopped()).isEmpty();
        pass(supervisor, 2);

        assertThat(control.stopped()).map(Outcome::kind).contains(OutcomeKind.STUCK);
    }

    @Test
    void neverEndsASilentStepWhenThatIsOff() throws Exception {
        sprint.stuckMinutes = 0;
        Supervisor supervisor = supervisor();
        pulse.begin();

        pass(supervisor, 5000);

        assertThat(control.stopped()).isEmpty();
    }

    @Test
    void aJobThatWasSuspendedIsNotStuck() throws Exception {
        Supervisor supervisor = supervisor();
        pulse.begin();
        pass(supervisor, 10);

        seconds.addAndGet(7200);
        supervisor.look();

        assertThat(control.stopped()).isEmpty();
        assertThat(warnings()).isEmpty();
    }

    @Test
    void timeBetweenStepsIsNoSilence() throws Exception {
        Supervisor supervisor = supervisor();
        pulse.begin();
        pulse.end();

        pass(supervisor, 700);

        assertThat(control.stopped()).isEmpty();
    }

    @Test
    void stopsThirtySecondsBeforeTheJobsLimit() throws Exception {
        sprint.endsBy = BEGIN.plusSeconds(100);
        Supervisor supervisor = supervisor();

        pass(supervisor, 69);
        assertThat(control.stopped()).isEmpty();
        pass(supervisor, 2);

        assertThat(control.stopped())
                .contains(Outcome.of(OutcomeKind.INTERRUPTED, "The time limit of the job is near."));
    }

    private Supervisor supervisor() throws IOException {
        var plan = sprint.plan(1);
        var directory = SprintDirectory.at(sprint.root);
        var toolLog = new ToolLog(directory, clock);
        var ledger = new Ledger(plan);
        var reporter = new FileReporter(directory, clock);
        var board = new StatusBoard(plan, directory, "fake", ledger, pulse, List.of(reporter), clock);
        return new Supervisor(
                plan,
                new Inbox(directory, toolLog, clock),
                new CommandDesk(directory, toolLog, control),
                control,
                pulse,
                new Saver(new Checkpoint(directory, toolLog, clock), ledger),
                board,
                toolLog,
                clock,
                () -> seconds.get() * 1_000_000_000L);
    }

    private void pass(Supervisor supervisor, int howMany) {
        for (int i = 0; i < howMany; i++) {
            seconds.incrementAndGet();
            supervisor.look();
        }
    }

    private List<String> warnings() throws IOException {
        return sprint.events().stream()
                .filter(event -> event.kind() == RunnerEvent.Kind.WARNING)
                .map(event -> String.valueOf(event.text()))
                .toList();
    }
}
