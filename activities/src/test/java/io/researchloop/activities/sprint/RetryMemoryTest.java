package io.researchloop.activities.sprint;

import static org.assertj.core.api.Assertions.assertThat;

import io.researchloop.activities.config.SchedulerType;
import io.researchloop.runner.protocol.Outcome;
import io.researchloop.runner.protocol.OutcomeKind;
import io.researchloop.workflows.model.AttemptEnd;
import io.researchloop.workflows.model.AttemptRecord;
import io.researchloop.workflows.model.JobEnd;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RetryMemoryTest {
    private static final Map<String, String> OPTIONS = Map.of("mem", "16G", "partition", "gpu");
    private static final List<AttemptRecord> ATTEMPTS = List.of(
            attempt(1, JobEnd.Cause.OUT_OF_MEMORY),
            attempt(2, JobEnd.Cause.PREEMPTED),
            attempt(3, JobEnd.Cause.OUT_OF_MEMORY),
            new AttemptRecord(4, null, null, null, null, null));
    private final RetryMemory half = new RetryMemory(SchedulerType.SLURM, 1.5);

    @Test
    void eachJobThatRanOutOfMemoryMakesTheNextAskForMore() {
        assertThat(half.options(OPTIONS, ATTEMPTS, 1)).isEqualTo(OPTIONS);
        assertThat(half.options(OPTIONS, ATTEMPTS, 2))
                .containsEntry("mem", "24G")
                .containsEntry("partition", "gpu");
        assertThat(half.options(OPTIONS, ATTEMPTS, 3)).containsEntry("mem", "24G");
        assertThat(half.options(OPTIONS, ATTEMPTS, 4)).containsEntry("mem", "36G");
    }

    @Test
    void withoutAFactorEachJobAsksForTheSame() {
        RetryMemory none = new RetryMemory(SchedulerType.SLURM, null);

        assertThat(none.options(OPTIONS, ATTEMPTS, 4)).isEqualTo(OPTIONS);
        assertThat(none.helps(OPTIONS)).isFalse();
    }

    @Test
    void itHelpsOnlyWhereAnAmountIsAskedFor() {
        assertThat(half.helps(OPTIONS)).isTrue();
        assertThat(half.helps(Map.of("partition", "gpu"))).isFalse();
        assertThat(half.helps(Map.of("mem", "0"))).isFalse();
    }

    private static AttemptRecord attempt(int number, JobEnd.Cause cause) {
        return new AttemptRecord(
                number,
                "7",
                null,
                null,
                null,
                new AttemptEnd(
                        Outcome.of(OutcomeKind.INTERRUPTED, ""), new JobEnd(cause, cause.name(), null, null, "")));
    }
}
