package io.researchloop.activities.cluster;

import com.google.gson.JsonParseException;
import io.researchloop.activities.store.CommandStore;
import io.researchloop.activities.store.LiveJob;
import io.researchloop.activities.store.LiveProgress;
import io.researchloop.activities.store.SlotClaims;
import io.researchloop.activities.transport.FileWrite;
import io.researchloop.runner.protocol.Command;
import io.researchloop.runner.protocol.Heartbeat;
import io.researchloop.runner.protocol.Json;
import io.researchloop.runner.protocol.SprintFiles;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Files in place of webhooks: reads the status, and lays down commands, of runners that are not heard of by HTTP. */
@Component
final class DirectoryWatch {
    private static final Logger LOG = LoggerFactory.getLogger(DirectoryWatch.class);
    private static final Duration SILENT = Duration.ofSeconds(15);
    private static final Duration FORGOTTEN = Duration.ofHours(1);

    private final SlotClaims claims;
    private final LiveProgress progress;
    private final CommandStore commands;
    private final Clock clock = Clock.systemUTC();
    private final Map<String, Instant> heardByFile = new ConcurrentHashMap<>();

    DirectoryWatch(SlotClaims claims, LiveProgress progress, CommandStore commands) {
        this.claims = claims;
        this.progress = progress;
        this.commands = commands;
    }

    /** The sprints whose runners are not heard of by HTTP. */
    List<LiveJob> silent(List<LiveJob> live) {
        Instant old = clock.instant().minus(FORGOTTEN);
        heardByFile.values().removeIf(at -> at.isBefore(old));
        return live.stream().filter(this::isSilent).toList();
    }

    /** @param statusFiles of silent sprints, one JSON each */
    void look(ClusterAccess access, List<LiveJob> silent, List<String> statusFiles) throws InterruptedException {
        statusFiles.forEach(this::heard);
        List<FileWrite> letters = new ArrayList<>();
        List<String> taken = new ArrayList<>();
        for (LiveJob job : silent) {
            String inbox = access.directory(job.directory()) + "/" + SprintFiles.INBOX + "/";
            for (Command command : commands.pending(job.sprintId())) {
                letters.add(FileWrite.text(inbox + command.id() + ".json", Json.write(command)));
                taken.add(command.id());
            }
        }
        if (!letters.isEmpty()) {
            access.shell().write(letters);
            commands.taken(taken);
        }
    }

    Optional<Instant> lastHeard(String sprintId) {
        return claims.find(sprintId).map(SlotClaims.Claimant::heartbeatAt);
    }

    /** Not heard of for some time, or heard of by its files the last time. */
    private boolean isSilent(LiveJob job) {
        Instant limit = clock.instant().minus(SILENT);
        Instant heard = lastHeard(job.sprintId()).orElse(null);
        Instant byFile = heardByFile.get(job.sprintId());
        if (heard != null && byFile != null && !heard.isAfter(byFile)) {
            return true;
        }
        Instant since = heard == null ? job.submittedAt() : heard;
        return since == null || since.isBefore(limit);
    }

    private void heard(String line) {
        try {
            Heartbeat heartbeat = Json.read(line, Heartbeat.class);
            progress.heartbeat(heartbeat);
            String tweak = heartbeat.tweakId();
            heardByFile.put(tweak == null ? heartbeat.sprintId() : tweak, clock.instant());
        } catch (JsonParseException | NullPointerException e) {
            LOG.warn("a runner's status file cannot be read: {}", e.getMessage());
        }
    }
}
