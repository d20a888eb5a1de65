package io.researchloop.bench.phase;

import static org.assertj.core.api.Assertions.assertThat;

import io.researchloop.bench.phase.LivePages.Arrivals;
import org.junit.jupiter.api.Test;

class LivePagesTest {
    @Test
    void theFirstTimeCountsAtWhichAHeartbeatIsSeen() throws Exception {
        Arrivals arrivals = new Arrivals();
        long before = System.nanoTime();

        arrivals.accept("data: <p>This is heartbeat number 1.</p>");
        long first = arrivals.await(1);
        arrivals.accept("data: <p>This is heartbeat number 1.</p>");
        arrivals.accept("data: <p>This is heartbeat number 12.</p>");

        assertThat(first).isBetween(before, System.nanoTime());
        assertThat(arrivals.await(1)).isEqualTo(first);
        assertThat(arrivals.await(12)).isGreaterThanOrEqualTo(first);
    }
}
