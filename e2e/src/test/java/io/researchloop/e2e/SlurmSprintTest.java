package io.researchloop.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.extension.RegisterExtension;

class SlurmSprintTest extends ClusterSprintContract {
    @RegisterExtension
    static final SlurmUse SLURM = SlurmUse.besideOthers();

    SlurmSprintTest() {
        super(BatchSystem.SLURM);
    }

    @BesideOthers
    void whenAJobIsExpectedToStartIsToldWhileItWaits() {
        Instant inAnHour = Instant.now().plus(Duration.ofHours(1));
        String id = createWith("waits", List.of("begin", "now+1hour"));

        Until.holds(
                "a time at which it starts",
                () -> !api.sprint(id).text("expected_start").isEmpty());

        assertThat(Instant.parse(api.sprint(id).text("expected_start")))
                .isCloseTo(inAnHour, within(2, ChronoUnit.MINUTES));
        assertThat(api.sprint(id).text("waiting_reason")).contains("BeginTime");
        assertThat(api.cancel(id)).isTrue();
        api.await(id, "cancelled");
    }
}
