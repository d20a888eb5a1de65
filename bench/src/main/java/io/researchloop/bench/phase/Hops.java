package io.researchloop.bench.phase;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a finished sprint's time went, by the times that the API tells of it. Version 0.1 tells only some of them.
 *
 * @param toSlot from the row to the engine's grant of a slot
 * @param toJob from there until the scheduler has the job: files written, script submitted
 * @param toFirstStep from there to the agent's first step: the scheduler, the batch script and the runner start
 * @param inSteps the agent
 * @param toEnd from the agent's last word to the row that says so: uploads, completion, results, projection
 */
record Hops(Duration toSlot, Duration toJob, Duration toFirstStep, Duration inSteps, Duration toEnd) {
    static Optional<Hops> of(JsonObject sprint) {
        Instant created = time(sprint, "created_at");
        Instant queued = time(sprint, "queued_at");
        Instant submitted = earliest(sprint, "attempts", "submitted_at");
        Instant firstStep = earliest(sprint, "steps", "started_at");
        Instant lastStep = latest(sprint, "steps", "ended_at");
        Instant completed = time(sprint, "completed_at");
        if (created == null
                || queued == null
                || submitted == null
                || firstStep == null
                || lastStep == null
                || completed == null) {
            return Optional.empty();
        }
        return Optional.of(new Hops(
                Duration.between(created, queued),
                Duration.between(queued, submitted),
                Duration.between(submitted, firstStep),
                Duration.between(firstStep, lastStep),
                Duration.between(lastStep, completed)));
    }

    /** Whether the scheduler has, or had, a job of it. */
    static boolean hasJob(JsonObject sprint) {
        return earliest(sprint, "attempts", "submitted_at") != null;
    }

    /** From when its first job was known until it was completed. */
    record Life(Instant submitted, Instant completed) {}

    static Optional<Life> life(JsonObject sprint) {
        Instant submitted = earliest(sprint, "attempts", "submitted_at");
        Instant completed = time(sprint, "completed_at");
        return submitted == null || completed == null ? Optional.empty() : Optional.of(new Life(submitted, completed));
    }

    private static @Nullable Instant earliest(JsonObject sprint, String list, String field) {
        return times(sprint, list, field).stream().min(Instant::compareTo).orElse(null);
    }

    private static @Nullable Instant latest(JsonObject sprint, String list, String field) {
        return times(sprint, list, field).stream().max(Instant::compareTo).orElse(null);
    }

    private static List<Instant> times(JsonObject sprint, String list, String field) {
        List<Instant> times = new ArrayList<>();
        JsonElement rows = sprint.get(list);
        if (rows != null && rows.isJsonArray()) {
            for (JsonElement row : rows.getAsJsonArray()) {
                Instant time = time(row.getAsJsonObject(), field);
                if (time != null) {
                    times.add(time);
                }
            }
        }
        return times;
    }

    private static @Nullable Instant time(JsonObject object, String field) {
        JsonElement value = object.get(field);
        return value == null || value.isJsonNull() ? null : Instant.parse(value.getAsString());
    }
}
