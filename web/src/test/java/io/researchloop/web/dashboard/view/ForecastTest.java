package io.researchloop.web.dashboard.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.researchloop.activities.store.SprintRow;
import io.researchloop.workflows.model.SprintStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ForecastTest {
    private static final Instant NOW = Instant.parse("2026-11-24T21:00:00Z");

    /** Five sprints of study long ran two hours each, four of study short a quarter of an hour, none of any other. */
    private final Forecast forecast = new Forecast(
            (study, agent) -> switch (study) {
                case "long" -> Collections.nCopies(5, Duration.ofHours(2));
                case "short" -> Collections.nCopies(4, Duration.ofMinutes(15));
                default -> List.of();
            },
            NOW,
            ZoneOffset.UTC);

    @Test
    void aSprintEndsWhenThoseBeforeItWouldHave() {
        assertThat(words(forecast.end(running("sp-1", "long", 45)))).isEqualTo("22:15 from 5 earlier sprints");
        assertThat(words(
                        new Forecast((study, agent) -> Collections.nCopies(3, Duration.ofHours(6)), NOW, ZoneOffset.UTC)
                                .end(running("sp-1", "long", 90))))
                .isEqualTo("tomorrow 01:30 from 3 earlier sprints");
    }

    @Test
    void sayNothingThatHasNoBasis() {
        assertThat(words(forecast.end(running("sp-1", "new", 45)))).isEqualTo("too early to say");
        assertThat(words(forecast.end(running("sp-1", "long", 121)))).isEqualTo("longer than usual median of 5: 2 h");
        assertThat(words(forecast.end(row("sp-1", "long", SprintStatus.RUNNING, 45, 30))))
                .isEqualTo("not known");
    }

    @Test
    void noSprintIsExpectedToRunLongerThanItMay() {
        SprintRow limited = row("sp-1", "long", SprintStatus.RUNNING, 45, 0, Duration.ofHours(1));

        assertThat(words(forecast.end(limited))).startsWith("21:15");
    }

    @Test
    void theLineMovesUpAsSlotsBecomeFree() {
        List<SprintRow> atWork = List.of(running("sp-1", "long", 90), running("sp-2", "long", 60));
        List<SprintRow> line = Stream.of("sp-3", "sp-4", "sp-5")
                .map(id -> row(id, "short", SprintStatus.QUEUED, 0, 0))
                .toList();

        assertThat(words(forecast.starts(2, atWork, 0, line)))
                .isEqualTo(Map.of(
                        "sp-3", "about 21:30 from 5 earlier sprints",
                        "sp-4", "about 21:45 from 9 earlier sprints",
                        "sp-5", "about 22:00 from 9 earlier sprints"));
    }

    @Test
    void whatIsFreeIsTakenAtOnceWhateverIsNotKnown() {
        List<SprintRow> line =
                List.of(row("sp-3", "new", SprintStatus.QUEUED, 0, 0), row("sp-4", "long", SprintStatus.QUEUED, 0, 0));

        assertThat(words(forecast.starts(2, List.of(running("sp-1", "new", 5)), 0, line)))
                .isEqualTo(Map.of("sp-3", "in a moment"));
        assertThat(words(forecast.starts(3, List.of(running("sp-1", "long", 5)), 1, line)))
                .as("a tweak has a slot")
                .isEqualTo(Map.of("sp-3", "in a moment"));
    }

    @Test
    void aSlotWhoseEndNobodyKnowsMayBeFreeBeforeTheOthers() {
        List<SprintRow> line = List.of(row("sp-3", "long", SprintStatus.QUEUED, 0, 0));
        SprintRow known = running("sp-1", "long", 5);

        assertThat(forecast.starts(2, List.of(known, running("sp-2", "new", 5)), 0, line))
                .isEmpty();
        assertThat(forecast.starts(2, List.of(known, running("sp-2", "long", 180)), 0, line))
                .isEmpty();
        assertThat(forecast.starts(2, List.of(known, row("sp-2", "long", SprintStatus.SUBMITTED, 0, 0)), 0, line))
                .isEmpty();
        assertThat(forecast.starts(2, List.of(known), 1, line)).isEmpty();
    }

    private static Map<String, String> words(Map<String, Expected> all) {
        return all.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, each -> words(each.getValue())));
    }

    private static String words(Expected expected) {
        When at = expected.at();
        return (expected.words() + (at == null ? "" : at.words()) + " " + expected.basis()).strip();
    }

    private static SprintRow running(String id, String study, int ranMinutes) {
        return row(id, study, SprintStatus.RUNNING, ranMinutes, 0);
    }

    private static SprintRow row(String id, String study, SprintStatus status, int ranMinutes, int silentMinutes) {
        return row(id, study, status, ranMinutes, silentMinutes, Duration.ofHours(8));
    }

    private static SprintRow row(
            String id, String study, SprintStatus status, int ranMinutes, int silentMinutes, Duration limit) {
        Instant started = NOW.minus(Duration.ofMinutes(ranMinutes));
        boolean runs = status == SprintStatus.RUNNING;
        return new SprintRow(
                1,
                id,
                study,
                "here",
                "An idea",
                status,
                1,
                0,
                0,
                null,
                null,
                "/work/x",
                started,
                started,
                runs ? started : null,
                runs ? started : null,
                null,
                null,
                0,
                null,
                null,
                null,
                "claude",
                null,
                0,
                0,
                0,
                0,
                runs ? "research" : null,
                limit.toSeconds(),
                5,
                null,
                60,
                null,
                null,
                1,
                true,
                NOW.minus(Duration.ofMinutes(silentMinutes)),
                null,
                null);
    }
}
