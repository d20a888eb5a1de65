package io.researchloop.workflows.sprint;

import static org.assertj.core.api.Assertions.assertThat;

import io.researchloop.runner.protocol.Outcome;
import io.researchloop.runner.protocol.OutcomeKind;
import io.researchloop.workflows.model.AttemptEnd;
import io.researchloop.workflows.model.SprintSnapshot;
import io.researchloop.workflows.model.SprintSpec;
import io.researchloop.workflows.model.SprintStatus;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NextMoveTest {
    /** Limits of a minute, an hour, eight hours; a job may end three minutes before its limit, a short one sooner. */
    @ParameterizedTest
    @CsvSource({
        "60, 56, true",
        "60, 57, true",
        "60, 58, false",
        "3600, 3420, true",
        "3600, 3421, false",
        "28800, 28620, true",
        "28800, 28621, false",
        "28800, 28800, false",
        "28800, 30000, false",
    })
    void aJobThatWasCutOffGoesOnAsLongAsThereIsTime(long limit, long ran, boolean again) {
        AttemptEnd end = new AttemptEnd(
                Outcome.of(OutcomeKind.INTERRUPTED, "The job reached its time limit (job TIMEOUT)."), null);

        NextMove move = NextMove.after(end, state(limit, ran, 1), Instant.EPOCH);

        if (again) {
            assertThat(move).isEqualTo(new NextMove.Again(Duration.ZERO));
        } else {
            assertThat(move).isInstanceOfSatisfying(NextMove.Finish.class, finish -> {
                assertThat(finish.status()).isEqualTo(SprintStatus.FAILED);
                assertThat(finish.error())
                        .startsWith("The time limit of ")
                        .contains("is used up")
                        .contains("TIMEOUT");
            });
        }
    }

    @Test
    void theLastAttemptSaysHowManyThereWereAndWhatCutItOff() {
        AttemptEnd end = new AttemptEnd(Outcome.of(OutcomeKind.INTERRUPTED, "The job was cut off."), null);

        assertThat(NextMove.after(end, state(3600, 100, 3), Instant.EPOCH))
                .isEqualTo(new NextMove.Finish(
                        SprintStatus.FAILED, "Cut off in 3 attempts, the last time: The job was cut off."));
    }

    private static SprintSnapshot state(long limit, long ran, int cutOffs) {
        return new SprintSnapshot(
                new SprintSpec("sp-1", "study", "here", limit, 3, 5),
                SprintStatus.RUNNING,
                cutOffs,
                cutOffs,
                0,
                1,
                null,
                ran,
                null,
                null,
                null,
                null,
                null);
    }
}
