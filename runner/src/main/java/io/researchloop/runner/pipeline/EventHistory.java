package io.researchloop.runner.pipeline;

import com.google.gson.JsonParseException;
import io.researchloop.runner.directory.SprintDirectory;
import io.researchloop.runner.protocol.Json;
import io.researchloop.runner.protocol.PipelineState;
import io.researchloop.runner.protocol.RunnerEvent;
import io.researchloop.runner.protocol.SprintFiles;
import io.researchloop.runner.protocol.StepReport;
import io.researchloop.runner.protocol.Usage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The checkpoint's second source: {@link SprintFiles#EVENTS} read from its beginning. */
final class EventHistory {
    private final Map<String, StepReport> steps = new LinkedHashMap<>();
    private @Nullable String sessionId;
    private int attempt = 1;

    private EventHistory() {}

    static EventHistory read(SprintDirectory directory) throws IOException {
        EventHistory history = new EventHistory();
        Path file = directory.file(SprintFiles.EVENTS).orElse(null);
        if (file == null) {
            return history;
        }
        // A reader that replaces bytes which are no UTF-8; Files.newBufferedReader would throw at them.
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                history.take(line);
            }
        }
        return history;
    }

    /** What the events say; empty if they know of no step. */
    Optional<PipelineState> state(String sprintId, Instant now) {
        if (steps.isEmpty()) {
            return Optional.empty();
        }
        Usage usage = steps.values().stream().map(StepReport::usage).reduce(Usage.NONE, Usage::plus);
        return Optional.of(
                new PipelineState(sprintId, attempt, sessionId, List.copyOf(steps.values()), usage, null, now));
    }

    /** A torn line tells nothing; the next one goes on. */
    private void take(String line) {
        RunnerEvent event;
        try {
            event = Json.read(line, RunnerEvent.class);
        } catch (JsonParseException e) {
            return;
        }
        StepReport step = event.step();
        if (step != null && step.name() != null && step.status() != null && step.usage() != null) {
            steps.put(step.name(), step);
        }
        if (event.sessionId() != null) {
            sessionId = event.sessionId();
        }
        attempt = Math.max(attempt, event.attempt());
    }
}
