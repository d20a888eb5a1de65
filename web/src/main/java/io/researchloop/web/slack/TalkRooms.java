package io.researchloop.web.slack;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.researchloop.activities.config.Configuration;
import io.researchloop.activities.store.SlackTalks;
import io.researchloop.activities.store.SlackTurn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** A folder for each thread, beside the database, and only ours to read: what the agent is told of is nobody else's. */
@Component
class TalkRooms {
    private static final Logger LOG = LoggerFactory.getLogger(TalkRooms.class);
    private static final Duration BETWEEN_LOOKS = Duration.ofHours(1);
    /** Written at the beginning of each turn. */
    private static final String PROMPT = "prompt.txt";

    private final Path home;
    private final Duration kept;
    private final SlackTalks talks;
    private final Clock clock;
    private Instant lastLook = Instant.MIN;

    TalkRooms(Configuration configuration, SlackTalks talks, Clock clock) {
        this.home = configuration.dbPath().resolveSibling("slack").toAbsolutePath();
        this.kept = Duration.ofDays(configuration.slack().conversation().days());
        this.talks = talks;
        this.clock = clock;
    }

    /** The room of the turn's thread, with the prompt in it. */
    Path enter(SlackTurn turn) throws IOException {
        Path room = room(turn);
        Files.writeString(prompt(room), "<@" + turn.userId() + "> says:\n" + turn.words());
        return room;
    }

    static Path prompt(Path room) {
        return room.resolve(PROMPT);
    }

    /** Forgets the threads in which nothing was said for long; looks once an hour. */
    synchronized void forgetOld() {
        Instant now = clock.instant();
        if (now.isBefore(lastLook.plus(BETWEEN_LOOKS))) {
            return;
        }
        lastLook = now;
        Instant before = now.minus(kept);
        talks.forgetSessions(before);
        if (!Files.isDirectory(home)) {
            return;
        }
        try (Stream<Path> rooms = Files.list(home)) {
            for (Path room : rooms.toList()) {
                if (lastUse(room).isBefore(before)) {
                    delete(room);
                }
            }
        } catch (IOException e) {
            LOG.warn("folders of old threads in Slack could not be removed: {}", e.toString());
        }
    }

    private static Instant lastUse(Path room) throws IOException {
        try {
            return Files.getLastModifiedTime(prompt(room)).toInstant();
        } catch (NoSuchFileException e) {
            return Files.getLastModifiedTime(room).toInstant();
        }
    }

    private static void delete(Path room) throws IOException {
        try (Stream<Path> all = Files.walk(room)) {
            List<Path> inmostFirst = all.sorted(Comparator.reverseOrder()).toList();
            for (Path path : inmostFirst) {
                Files.deleteIfExists(path);
            }
        }
    }

    private Path room(SlackTurn turn) throws IOException {
        if (!Files.isDirectory(home)) {
            Files.createDirectories(home.resolveSibling("."));
            Files.createDirectory(
                    home, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        String name = UUID.nameUUIDFromBytes((turn.channel() + "/" + turn.thread()).getBytes(UTF_8))
                .toString();
        return Files.createDirectories(home.resolve(name));
    }
}
