package io.researchloop.activities.store;

import io.researchloop.runner.protocol.Heartbeat;
import io.researchloop.runner.protocol.Usage;
import io.researchloop.workflows.model.AttemptRecord;
import io.researchloop.workflows.model.JobRef;
import io.researchloop.workflows.model.SprintProjection;
import io.researchloop.workflows.model.SprintStatus;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A real store in a file, and the things that tests put into it. */
final class StoreFixture {
    static final Instant NOW = Instant.parse("2026-01-31T12:00:00.123Z");

    private StoreFixture() {}

    static Store open(Path folder) {
        return open(folder, Clock.fixed(NOW, ZoneOffset.UTC));
    }

    static Store open(Path folder, Clock clock, StoreListener... listeners) {
        return Store.open(new StoreSettings(folder.resolve("test.db")), clock, () -> Stream.of(listeners));
    }

    static NewSprint sprint(String id) {
        return sprint(id, "demo", "Does it scale?");
    }

    static NewSprint sprint(String id, String study, String idea) {
        return new NewSprint(
                id,
                study,
                "local",
                idea,
                "/work/" + id,
                "scripted",
                "opus",
                2.5,
                3600,
                5,
                60,
                Map.of("mem", "4G"),
                null,
                null,
                null,
                NOW);
    }

    static SprintProjection projection(String id, long revision, SprintStatus status) {
        return projection(id, revision, status, 1, NOW, null, null);
    }

    static SprintProjection projection(
            String id,
            long revision,
            SprintStatus status,
            int attempt,
            @Nullable Instant queuedAt,
            @Nullable Instant sleepUntil,
            @Nullable AttemptRecord record) {
        JobRef job = status.holdsSlot() ? new JobRef("local", "4711", JobRef.nameOf(id, attempt)) : null;
        return new SprintProjection(
                id,
                revision,
                status,
                attempt,
                0,
                0,
                job,
                revision * 10,
                queuedAt,
                null,
                null,
                status.terminal() ? NOW : null,
                sleepUntil,
                status == SprintStatus.FAILED ? "It broke." : null,
                record);
    }

    static Heartbeat heartbeat(String id, int attempt, long sequence) {
        return new Heartbeat(
                id,
                "research",
                "log " + sequence,
                List.of("report.md"),
                "half way",
                "out " + sequence,
                attempt,
                sequence,
                NOW,
                "session-1",
                "scripted",
                new Usage(0.25 * sequence, 100 * sequence, 10 * sequence, (int) sequence),
                3L,
                List.of(),
                null,
                null,
                null,
                "gpu-a12");
    }
}
