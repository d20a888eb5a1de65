package io.researchloop.activities.cluster;

import com.google.gson.JsonParseException;
import io.researchloop.activities.store.CommandStore;
import io.researchloop.activities.store.LiveJob;
import io.researchloop.activities.store.LiveProgress;
import io.researchloop.runner.protocol.Command;
import io.researchloop.runner.protocol.Heartbeat;
import io.researchloop.runner.protocol.Json;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** Files in place of webhooks, for runners that are not heard of by HTTP: their status comes, commands go. */
@Component
final class DirectoryWatch {
    private static final Logger LOG = LoggerFactory.getLogger(DirectoryWatch.class);
    private static final Duration SILENT = Duration.ofSeconds(15);

    private final LiveProgress progress;
    private final CommandStore commands;
    private final Clock clock;

    /** When a sprint was last heard of by its file: a later heartbeat came by HTTP. */
    private final Map<String, Instant> byFile = new ConcurrentHashMap<>();

    @Autowired
    DirectoryWatch(LiveProgress progress, CommandStore commands) {
        this(progress, commands, Clock.systemUTC());
    }

    DirectoryWatch(LiveProgress progress, CommandStore commands, Clock clock) {
        this.progress = progress;
        this.commands = commands;
        this.clock = clock;
    }

    /** @param heard when the row last heard of the runner, by whatever way; null if never */
    boolean isSilent(LiveJob job, @Nullable Instant heard) {
        Instant read = byFile.get(job.sprintId());
        if (heard != null && read != null && !heard.isAfter(read)) {
            return true;
        }
        Instant since = heard == null ? job.submittedAt() : heard;
        return since == null || since.isBefore(clock.instant().minus(SILENT));
    }

    /** What a silent runner has to be handed. */
    List<Command> commandsFor(LiveJob job) {
        return commands.pending(job.sprintId());
    }

    void take(JobFiles files) {
        files.heartbeats().stream().filter(line -> !line.isBlank()).forEach(this::heard);
        commands.taken(files.taken());
    }

    /** Forgets all but these. */
    void keep(List<LiveJob> live) {
        byFile.keySet().retainAll(live.stream().map(LiveJob::sprintId).toList());
    }

    private void heard(String line) {
        try {
            Heartbeat heartbeat = Json.read(line, Heartbeat.class);
            if (progress.heartbeat(heartbeat)) {
                String tweak = heartbeat.tweakId();
                byFile.put(tweak == null ? heartbeat.sprintId() : tweak, clock.instant());
            }
        } catch (JsonParseException | NullPointerException e) {
            LOG.warn("a runner's status file cannot be read: {}", e.getMessage());
        }
    }
}
