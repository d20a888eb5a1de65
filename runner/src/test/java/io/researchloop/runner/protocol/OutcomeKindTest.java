package io.researchloop.runner.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.researchloop.runner.pipeline.Attempt;
import org.junit.jupiter.api.Test;

class OutcomeKindTest {
    /** 99 and 100 requeue a job of Grid Engine, or hold it; from 126 on it is the shell that speaks. */
    @Test
    void everyKindHasAnExitCodeOfItsOwnThatMeansNothingElse() {
        assertThat(OutcomeKind.values())
                .extracting(OutcomeKind::exitCode)
                .doesNotHaveDuplicates()
                .doesNotContain(Attempt.NOT_MINE, 99, 100)
                .allMatch(code -> code >= 0 && code < 126);
    }
}
