package io.researchloop.web.slack;

import static org.assertj.core.api.Assertions.assertThat;

import io.researchloop.activities.config.Configuration;
import io.researchloop.activities.store.SlackTalks;
import io.researchloop.activities.store.SlackTurn;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TalkRoomsTest {
    @RegisterExtension
    final SlackStage stage = SlackStage.perTest();

    private SlackTalks talks;

    @BeforeEach
    void start() {
        stage.server().bean(SlackTalk.class).stop();
        talks = stage.server().bean(SlackTalks.class);
    }

    @Test
    void aThreadInWhichNothingWasSaidForLongIsForgotten() throws Exception {
        SlackTurn ended = turn("1.0");
        SlackTurn waiting = turn("2.0");
        Path room = in(0).enter(ended);
        Files.createDirectories(room.resolve("desk/sprints"));
        Files.writeString(room.resolve("desk/sprints/sp-1.md"), "a report");
        talks.keepSession(waiting, "another session");
        talks.ended(ended, new SlackTalks.Ended("session", 0, List.of(), Map.of()));

        in(29).forgetOld();
        assertThat(room.resolve("desk/sprints/sp-1.md")).exists();
        assertThat(talks.session(ended)).contains("session");

        in(31).forgetOld();
        assertThat(room).doesNotExist();
        assertThat(talks.session(ended)).isEmpty();
        assertThat(talks.session(waiting)).contains("another session");
        assertThat(in(31).enter(ended)).isEqualTo(room).exists();
    }

    @Test
    void onlyTheServersUserSeesWhatTheAgentIsTold() throws Exception {
        Path home = Objects.requireNonNull(in(0).enter(turn("1.0")).getParent());

        assertThat(Files.getPosixFilePermissions(home)).isEqualTo(PosixFilePermissions.fromString("rwx------"));
    }

    private TalkRooms in(int days) {
        Clock then = Clock.offset(Clock.systemUTC(), Duration.ofDays(days));
        return new TalkRooms(stage.server().bean(Configuration.class), talks, then);
    }

    private SlackTurn turn(String thread) {
        talks.add("turn-in-" + thread, "C1", thread, thread, "U1", "what next?");
        return talks.waiting(9).stream()
                .filter(turn -> turn.thread().equals(thread))
                .findFirst()
                .orElseThrow();
    }
}
