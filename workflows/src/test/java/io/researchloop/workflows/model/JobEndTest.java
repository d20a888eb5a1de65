package io.researchloop.workflows.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.temporal.api.common.v1.Payload;
import io.temporal.common.converter.DefaultDataConverter;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class JobEndTest {
    private static final JobEnd KILLED = new JobEnd(JobEnd.Cause.OUT_OF_MEMORY, "OUT_OF_MEMORY", 0, 125, "");

    @Test
    void anEndThatWasWrittenBeforeMemoryWasToldIsRead() {
        JobEnd old = read("""
                {"cause":"OUT_OF_MEMORY","state":"OUT_OF_MEMORY","exitCode":0,"signal":125,"reason":"","ranSeconds":60}
                """);

        assertThat(old).isEqualTo(KILLED.after(60L));
    }

    @Test
    void theMemoryGoesThroughAHistory() {
        JobEnd end = KILLED.with(new JobMemory(5L, 4L));
        Payload written =
                DefaultDataConverter.newDefaultInstance().toPayload(end).orElseThrow();

        assertThat(DefaultDataConverter.newDefaultInstance().fromPayload(written, JobEnd.class, JobEnd.class))
                .isEqualTo(end);
        assertThat(written.getData().toStringUtf8()).doesNotContain("usedUp");
    }

    private static JobEnd read(String json) {
        Payload payload = Payload.newBuilder()
                .putMetadata("encoding", ByteString.copyFromUtf8("json/plain"))
                .setData(ByteString.copyFromUtf8(json))
                .build();
        return Objects.requireNonNull(
                DefaultDataConverter.newDefaultInstance().fromPayload(payload, JobEnd.class, JobEnd.class));
    }
}
