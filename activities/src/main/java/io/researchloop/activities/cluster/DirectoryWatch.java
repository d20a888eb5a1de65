package io.researchloop.activities.cluster;

import com.google.gson.JsonParseException;
import io.researchloop.activities.store.CommandStore;
import io.researchloop.activities.store.LiveJob;
import io.researchloop.activities.store.LiveProgress;
import io.researchloop.activities.store.SprintRow;
import io.researchloop.activities.store.SprintStore;
import io.researchloop.activities.transport.FileWrite;
import io.researchloop.activities.transport.ShellCommand;
import io.researchloop.activities.transport.ShellResult;
import io.researchloop.runner.protocol.Command;
import io.researchloop.runner.protocol.Heartbeat;
import io.researchloop.runner.protocol.Json;
import io.researchloop.runner.protocol.SprintFiles;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Files in place of webhooks: reads the status, and lays down commands, of runners that are not heard of by HTTP. */
@Component
final class DirectoryWatch {
    private static final Logger LOG = LoggerFactory.getLogger(DirectoryWatch.class);
    private static final Duration SILENT = Duration.ofSeconds(15);
    /** A status file is one line of JSON, so that one line an argument comes back. */
    private static final String CAT = "for file; do cat -- \"$file\" 2>/dev/null; echo; done\n";

    private final SprintStore sprints;
    private final LiveProgress progress;
    private final CommandStore commands;
    private final Clock clock = Clock.systemUTC();

    DirectoryWatch(SprintStore sprints, LiveProgress progress, CommandStore commands) {
        this.sprints = sprints;
        this.progress = progress;
        this.commands = commands;
    }

    void look(ClusterAccess access, List<LiveJob> live) throws InterruptedException {
        List<LiveJob> silent = live.stream().filter(this::isSilent).toList();
        if (silent.isEmpty()) {
            return;
        }
        List<String> files = new ArrayList<>();
        for (LiveJob job : silent) {
            files.add(access.directory(job.directory()) + "/" + SprintFiles.STATUS);
        }
        ShellResult result = access.shell().run(ShellCommand.script(CAT, files));
        result.stdout().lines().filter(line -> !line.isBlank()).forEach(this::heard);
        for (LiveJob job : silent) {
            hand(access, job);
        }
    }

    private boolean isSilent(LiveJob job) {
        Instant limit = clock.instant().minus(SILENT);
        Instant heard = sprints.find(job.sprintId()).map(SprintRow::heartbeatAt).orElse(null);
        Instant since = heard == null ? job.submittedAt() : heard;
        return since == null || since.isBefore(limit);
    }

    private void heard(String line) {
        try {
            progress.heartbeat(Json.read(line, Heartbeat.class));
        } catch (JsonParseException | NullPointerException e) {
            LOG.warn("a runner's status file cannot be read: {}", e.getMessage());
        }
    }

    private void hand(ClusterAccess access, LiveJob job) throws InterruptedException {
        for (Command command : commands.pending(job.sprintId())) {
            String path = access.directory(job.directory()) + "/" + SprintFiles.INBOX + "/" + command.id() + ".json";
            access.shell().write(FileWrite.text(path, Json.write(command)));
            commands.taken(List.of(command.id()));
        }
    }
}
