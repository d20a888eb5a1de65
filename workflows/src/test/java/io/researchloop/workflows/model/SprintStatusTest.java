package io.researchloop.workflows.model;

import static io.researchloop.workflows.model.SprintStatus.allowed;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SprintStatusTest {
    @Test
    void aTerminalStateIsNeverLeft() {
        for (SprintStatus from : EnumSet.allOf(SprintStatus.class)) {
            for (SprintStatus to : EnumSet.allOf(SprintStatus.class)) {
                if (from.terminal()) {
                    assertThat(allowed(from, to)).as("%s to %s", from, to).isEqualTo(from == to);
                }
            }
        }
    }

    @Test
    void aLiveSprintGoesAnywhereButBackToPending() {
        for (SprintStatus from : Set.of(SprintStatus.QUEUED, SprintStatus.SUBMITTED, SprintStatus.RUNNING)) {
            for (SprintStatus to : EnumSet.allOf(SprintStatus.class)) {
                assertThat(allowed(from, to)).as("%s to %s", from, to).isEqualTo(to != SprintStatus.PENDING);
            }
        }
    }
}
