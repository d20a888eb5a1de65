package io.researchloop.activities.artifact;

import io.researchloop.activities.config.Configuration;
import io.researchloop.activities.store.LiveProgress;
import io.researchloop.runner.protocol.Heartbeat;
import io.researchloop.runner.protocol.SprintFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import org.springframework.util.ConcurrentLruCache;

/**
 * The logs of sprints at work, put together from what heartbeats bring of them, whichever way those come. They only grow,
 * so that a reader can go on at an offset. When a sprint has ended, the files that were collected say it better; where
 * none were, these are what is left.
 */
@Component
public class LiveLogs {
    /** A line that stands where more was written than heartbeats brought. */
    public static final String GAP = "[Some lines are missing here: more was written than a heartbeat carries.]";

    private static final Logger LOG = LoggerFactory.getLogger(LiveLogs.class);
    /** What a single sprint may cost of the disk, a log. */
    private static final long MAX_SIZE = 256L * 1024 * 1024;

    private static final Duration KEPT = Duration.ofDays(1);
    private static final String FOLDER = ".live";

    private static final int REMEMBERED = 1024;

    private final Path artifacts;
    private final Path root;
    /** The hashes of the tails that came last: of a silent agent all are alike, and no file need be looked at. */
    private final ConcurrentLruCache<String, AtomicInteger> last =
            new ConcurrentLruCache<>(REMEMBERED, log -> new AtomicInteger());

    /** A sprint's heartbeats may come by two ways at once. */
    private final Object[] locks =
            IntStream.range(0, 64).mapToObj(i -> new Object()).toArray();

    @Autowired
    public LiveLogs(Configuration configuration, LiveProgress progress) {
        this(configuration.artifactDir());
        progress.listen(this::heard);
    }

    LiveLogs(Path artifacts) {
        this.artifacts = artifacts;
        this.root = artifacts.resolve(FOLDER);
    }

    /** Where a log is, as far as it came; empty if nothing did. */
    public Optional<Path> find(String sprintId, String name) {
        return ArtifactName.normalised(sprintId)
                .map(safeId -> root.resolve(safeId).resolve(name))
                .filter(Files::isRegularFile);
    }

    void heard(Heartbeat heartbeat) {
        String log = heartbeat.logTail();
        // A line of the tool log that is not whole yet comes with the next heartbeat; output may never end its line.
        add(
                heartbeat.sprintId(),
                SprintFiles.TOOL_LOG,
                log == null ? null : log.substring(0, log.lastIndexOf('\n') + 1));
        add(heartbeat.sprintId(), SprintFiles.OUTPUT_LOG, heartbeat.outputLog());
    }

    private void add(String sprintId, String name, @Nullable String tail) {
        if (tail == null || tail.isEmpty()) {
            return;
        }
        AtomicInteger known = last.get(sprintId + '/' + name);
        if (known.getAndSet(tail.hashCode()) == tail.hashCode()) {
            return;
        }
        try {
            Path folder = root.resolve(sprintId);
            if (!Files.isDirectory(folder)) {
                Files.createDirectories(folder);
                sweep();
            }
            synchronized (lock(sprintId)) {
                Path log = folder.resolve(name);
                Path collected = artifacts.resolve(sprintId).resolve(name);
                if (!Files.exists(log) && Files.isRegularFile(collected)) {
                    // An earlier attempt's: this one goes on with it.
                    Files.copy(collected, log);
                }
                append(log, LogTail.of(tail));
            }
        } catch (IOException e) {
            known.set(0);
            LOG.warn("The live log {} of {} cannot be written: {}", name, sprintId, e.getMessage());
        }
    }

    /** Of what has not grown for long, and was collected whole, nobody reads this any more. */
    private void sweep() throws IOException {
        Instant old = Instant.now().minus(KEPT);
        try (Stream<Path> all = Files.walk(root, 2)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                boolean collected = Files.exists(artifacts.resolve(root.relativize(file)));
                if (collected && Files.getLastModifiedTime(file).toInstant().isBefore(old)) {
                    Files.delete(file);
                }
            }
        }
    }

    private static void append(Path log, LogTail tail) throws IOException {
        try (SeekableByteChannel file = Files.newByteChannel(
                log, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            long size = file.size();
            if (size > MAX_SIZE) {
                return;
            }
            ByteBuffer end = ByteBuffer.allocate((int) Math.min(size, tail.length()));
            file.position(size - end.capacity());
            while (end.hasRemaining() && file.read(end) >= 0) {
                // A read may bring less than was asked for.
            }
            file.position(size);
            ByteBuffer news = ByteBuffer.wrap(tail.after(end.array()));
            while (news.hasRemaining()) {
                file.write(news);
            }
        }
    }

    private Object lock(String sprintId) {
        return locks[Math.floorMod(sprintId.hashCode(), locks.length)];
    }
}
