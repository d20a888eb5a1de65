package io.researchloop.temporal;

import static org.assertj.core.api.Assertions.assertThat;

import io.temporal.api.common.v1.Payload;
import io.temporal.common.converter.DataConverter;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class WorkerDefaultsTest {
    private record Now(String name, Instant at) {}

    private record Later(String name, Instant at, long beside) {}

    @Test
    void whatALaterVersionWroteBesideIsPassedOver() {
        DataConverter payloads = WorkerDefaults.payloads();
        Payload later = payloads.toPayload(new Later("sp-1", Instant.EPOCH, 7)).orElseThrow();

        assertThat(payloads.fromPayload(later, Now.class, Now.class)).isEqualTo(new Now("sp-1", Instant.EPOCH));
    }
}
