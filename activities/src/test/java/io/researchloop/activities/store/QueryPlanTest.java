package io.researchloop.activities.store;

import static io.researchloop.activities.store.StoreFixture.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.researchloop.workflows.model.SprintStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.util.FileSystemUtils;
import org.sqlite.ProgressHandler;

/** On 100,000 sprints: what is asked often reads what it shows, and not the table. */
class QueryPlanTest {
    private static final Path FOLDER = folder();
    private static final Store STORE = FilledStore.open(FOLDER);

    private static Path folder() {
        try {
            return Files.createTempDirectory("plans");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @AfterAll
    static void close() throws IOException {
        STORE.close();
        FileSystemUtils.deleteRecursively(FOLDER);
    }

    static Stream<Arguments> lists() {
        return Stream.of(
                Arguments.of("all", SprintFilter.ALL),
                Arguments.of("of a study", SprintFilter.study("study-7")),
                Arguments.of("of a common status", new SprintFilter(null, SprintStatus.COMPLETED, null, null)),
                Arguments.of("of a rare status", new SprintFilter(null, SprintStatus.RUNNING, null, null)),
                Arguments.of("of an absent status", new SprintFilter(null, SprintStatus.CANCELLED, null, null)),
                Arguments.of("of study and status", new SprintFilter("study-7", SprintStatus.FAILED, null, null)),
                Arguments.of("of both, absent", new SprintFilter("study-7", SprintStatus.RUNNING, null, null)),
                Arguments.of("of a loop", new SprintFilter(null, null, null, "loop-50")),
                Arguments.of("of a common word", new SprintFilter(null, null, "common", null)),
                Arguments.of("of a rare word", new SprintFilter(null, null, "77777", null)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("lists")
    void aListPageIsReadFromAnIndexAndTouchesWhatItShows(String name, SprintFilter filter) throws SQLException {
        for (Long cursor : new Long[] {null, 50_000L}) {
            SprintQuery query = SprintQuery.of(filter, cursor, 51);

            assertThat(plan(query.sql(), query.arguments()))
                    .noneMatch(step -> step.contains("TEMP B-TREE"))
                    .noneMatch(step -> step.matches("SCAN s"))
                    .isNotEmpty();
            // 51 rows of 38 columns; a walk of the table would be above a million.
            assertThat(steps(query.sql(), query.arguments())).isLessThan(10_000);
        }
    }

    static Stream<Arguments> orders() {
        SprintFilter rareTime =
                SprintFilter.ALL.created(NOW.minus(Duration.ofDays(30)), NOW.minus(Duration.ofDays(29)));
        return Stream.of(
                Arguments.of("oldest", SprintFilter.ALL, SprintOrder.OLDEST),
                Arguments.of("ended last", SprintFilter.ALL, SprintOrder.ENDED_LAST),
                Arguments.of("dearest", SprintFilter.ALL, SprintOrder.DEAREST),
                Arguments.of("cheapest", SprintFilter.ALL, SprintOrder.CHEAPEST),
                Arguments.of("dearest of a study", SprintFilter.study("study-7"), SprintOrder.DEAREST),
                Arguments.of(
                        "dearest of a status",
                        new SprintFilter(null, SprintStatus.COMPLETED, null, null),
                        SprintOrder.DEAREST),
                Arguments.of(
                        "ended last of a status",
                        new SprintFilter(null, SprintStatus.FAILED, null, null),
                        SprintOrder.ENDED_LAST),
                Arguments.of("of a day", rareTime, SprintOrder.NEWEST),
                Arguments.of("of a day, oldest", rareTime, SprintOrder.OLDEST),
                Arguments.of(
                        "of a day and a word",
                        new SprintFilter(null, null, "common", null, rareTime.since(), rareTime.until()),
                        SprintOrder.NEWEST),
                Arguments.of("before the first", SprintFilter.ALL.created(null, Instant.EPOCH), SprintOrder.NEWEST),
                Arguments.of("after the last", SprintFilter.ALL.created(NOW.plusSeconds(9), null), SprintOrder.NEWEST));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("orders")
    void otherOrdersAndTimesAreReadFromAnIndexToo(String name, SprintFilter filter, SprintOrder order)
            throws SQLException {
        for (Long cursor : new Long[] {null, 50_000L}) {
            SprintQuery query = SprintQuery.of(filter, order, cursor, 51);

            assertThat(plan(query.sql(), query.arguments())).noneMatch(step -> step.contains("TEMP B-TREE"));
            assertThat(steps(query.sql(), query.arguments())).isLessThan(10_000);
        }
    }

    @Test
    void theNewestOfAllAreReadBackwardsByTheirKey() throws SQLException {
        SprintQuery query = SprintQuery.of(SprintFilter.ALL, 50_000L, 51);

        assertThat(plan(query.sql(), query.arguments()))
                .containsExactly("SEARCH s USING INTEGER PRIMARY KEY (rowid<?)");
    }

    static Stream<Arguments> others() {
        return Stream.of(
                Arguments.of("the line", QueueLine.IN_LINE, Bind.of("local", NOW), "sprint_in_line"),
                Arguments.of("the live", SprintReads.LIVE, Bind.of(), "sprint_unended"),
                Arguments.of("notices to start", NoticeLog.NOT_STARTED, Bind.of(50), "notice_delivery_not_started"),
                Arguments.of("notices in trouble", NoticeLog.IN_TROUBLE, Bind.of(NOW, 5), "notice_delivery_in_trouble"),
                Arguments.of("the not started", SprintReads.NOT_STARTED, Bind.of(50), "sprint_not_started"),
                Arguments.of(
                        "run times",
                        SprintReads.RUN_TIMES,
                        Bind.of("study-7", "scripted", 25),
                        "sprint_by_study_and_end"),
                Arguments.of(
                        "a study's counts",
                        SprintReads.COUNTS_OF_STUDY,
                        Bind.of("study-7"),
                        "COVERING INDEX sprint_by_study_and_status"),
                Arguments.of("a study's loop", LoopRows.UNENDED_OF_STUDY, Bind.of("study-7"), "loop_unended"),
                Arguments.of("ideas to approve", LoopRows.OFFERED, Bind.of(5), "loop_turn_offered"),
                Arguments.of("the lines' lengths", QueueLine.LENGTHS, Bind.of(NOW), "sprint_in_line"),
                Arguments.of("who is at work", SprintReads.AT_WORK_ON, Bind.of("local"), "sprint_with_slot"),
                Arguments.of(
                        "what failed of late",
                        SprintReads.ENDED_SINCE,
                        Bind.of(SprintStatus.FAILED, NOW.minus(Duration.ofHours(24)), 6),
                        "USING COVERING INDEX sprint_by_status_and_end (status=? AND completed_at>?)"),
                Arguments.of(
                        "ids like another",
                        SprintReads.STARTING_WITH,
                        Bind.of("sp-9a6", "sp-9a7", 200),
                        "id>? AND id<?"),
                Arguments.of("slot holders", SprintReads.WITH_SLOT, Bind.of("local"), "sprint_with_slot"),
                Arguments.of("tweaks with a slot", SprintReads.TWEAKS_WITH_SLOT, Bind.of("local"), "tweak_with_slot"),
                Arguments.of("tweaks not started", Tweaks.NOT_STARTED, Bind.of(50), "tweak_not_started"),
                Arguments.of("tweaks at work", Tweaks.AT_WORK_ON, Bind.of("local"), "tweak_with_slot"),
                Arguments.of("tweaks that wait", Tweaks.WAITING, Bind.of("study-7"), "tweak_unended"),
                Arguments.of("the steps of a page", Steps.OF_MANY, Bind.of("[\"sp-1\",\"sp-1001\"]"), "PRIMARY KEY"),
                Arguments.of("the inbox", WebhookInbox.UNDELIVERED, Bind.of(50), "inbox_undelivered"),
                Arguments.of(
                        "the best of a study",
                        Metrics.BEST.formatted("desc"),
                        Bind.of("study-7", "f1", "", 20),
                        "metric_by_value"),
                Arguments.of(
                        "how many are compared",
                        Metrics.COMPLETED,
                        Bind.of("study-7", "f1", "", 1001),
                        "COVERING INDEX metric_by_"),
                Arguments.of(
                        "how many are better",
                        Metrics.BEFORE.formatted(">"),
                        Bind.of("study-7", "f1", "", 0.9, 0.9, 7, 1001),
                        "COVERING INDEX metric_by_value (study_name=? AND name=? AND split=? AND value>?)"),
                Arguments.of(
                        "a metric's last values", Metrics.LATEST, Bind.of("f1", "", "study-7", 200), "sprint_by_study"),
                Arguments.of(
                        "what a day cost",
                        Spending.BETWEEN,
                        Bind.of("2026-01-31T00:00", "2026-02-01T00:00"),
                        "PRIMARY KEY"),
                Arguments.of("what a loop's steps cost", Spending.STEPS_OF_LOOP, Bind.of("loop-50"), "sprint_by_loop"),
                Arguments.of(
                        "what ended on clusters",
                        Spending.ENDED_BY_CLUSTER,
                        Bind.of(NOW.minus(Duration.ofHours(1))),
                        "sprint_by_end"),
                Arguments.of("a study's metrics", Metrics.IN_STUDY, Bind.of("study-7"), "PRIMARY KEY"),
                Arguments.of(
                        "the metrics of a page",
                        Metrics.OF_THEIR_STUDIES,
                        Bind.of("[\"sp-7\",\"sp-107\",\"sp-99907\",\"sp-none\"]"),
                        "SEARCH m USING PRIMARY KEY (sprint_id=? AND name=? AND split=?)"),
                Arguments.of(
                        "the metrics of a sprint", Metrics.OF_SPRINT, Bind.of("sp-7"), "PRIMARY KEY (sprint_id=?)"),
                Arguments.of("commands", CommandStore.PENDING, Bind.of("sp-1"), "command_pending"),
                Arguments.of("events", EventLog.SINCE, Bind.of("sp-1", 0, 200), "event_by_sprint"),
                Arguments.of("Slack's outbox", SlackOutbox.DUE, Bind.of(NOW, 50), "slack_outbox_due"),
                Arguments.of("conversations", SlackTalks.WAITING, Bind.of(6), "slack_turn_waiting"),
                Arguments.of("messages that wait", SlackTalks.UNTOLD, Bind.of(6), "slack_turn_waiting"),
                Arguments.of("how one stands", NoticeLog.NEWEST, Bind.of("sprint", "sp-1"), "notice_by_subject"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("others")
    void whatIsAskedOftenHasAnIndexOfItsOwn(String name, String sql, Bind arguments, String index) throws SQLException {
        assertThat(plan(sql, arguments))
                .anyMatch(step -> step.contains(index))
                .noneMatch(step -> step.matches("SCAN \\w+"));
        // At most 200 rows are alive.
        assertThat(steps(sql, arguments)).isLessThan(25_000);
    }

    @Test
    void aPageWithItsPlacesInLineIsRight() {
        List<SprintRow> rows = STORE.sprints()
                .list(new SprintFilter(null, SprintStatus.QUEUED, null, null), null, 50)
                .rows();

        assertThat(rows)
                .extracting(SprintRow::queuePosition)
                .startsWith(100, 99)
                .endsWith(51);
    }

    private static List<String> plan(String sql, Bind arguments) throws SQLException {
        List<String> steps = new ArrayList<>();
        try (Connection connection = connect();
                PreparedStatement statement = connection.prepareStatement("explain query plan " + sql)) {
            arguments.setValues(statement);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    steps.add(row.getString("detail"));
                }
            }
        }
        return steps;
    }

    /** How many instructions SQLite's machine runs: what it reads shows here, whatever the cache holds. */
    private static int steps(String sql, Bind arguments) throws SQLException {
        int every = 100;
        AtomicInteger calls = new AtomicInteger();
        try (Connection connection = connect();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            arguments.setValues(statement);
            ProgressHandler.setHandler(connection, every, new ProgressHandler() {
                @Override
                protected int progress() {
                    calls.incrementAndGet();
                    return 0;
                }
            });
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    assertThat(row.getObject(1)).isNotNull();
                }
            }
            ProgressHandler.clearHandler(connection);
        }
        return calls.get() * every;
    }

    private static Connection connect() throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + FOLDER.resolve("test.db"));
    }
}
