package io.researchloop.activities.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.researchloop.workflows.loop.LoopStatus;
import io.researchloop.workflows.model.SprintStatus;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files as versions 0.1 to 0.3 left them, by the columns that their tables had. */
class PythonDatabaseTest {
    @TempDir
    Path folder = Path.of("");

    private Path file = Path.of("");

    @BeforeEach
    void aDatabaseOfTheLastVersion() throws SQLException {
        file = folder.resolve("test.db");
        write(
                "pragma journal_mode = wal",
                "create table studies (name text primary key, cluster text not null, description text, claude_md_path text,"
                        + " sprints_dir text not null, created_at text not null, config_json text)",
                "create table sprints (id text primary key, study_name text not null, idea text not null, status text not null,"
                        + " job_id text, directory text, created_at text not null, started_at text, completed_at text,"
                        + " error text, summary text, session_id text, webhook_token text, loop_id text,"
                        + " metadata_json text)",
                "create table auto_loops (id text primary key, study_name text not null, total_count integer not null,"
                        + " completed_count integer not null, current_sprint_id text, status text not null,"
                        + " created_at text not null, stopped_at text, metadata_json text)",
                "create table settings (key text primary key, value text not null)",
                "insert into studies values ('ocean', 'hydra', 'Waves', null, '/w/ocean', '2026-01-01 08:00:00', '{}')",
                "insert into auto_loops values ('loop-1', 'ocean', 5, 1, 'sp-bbbbbb', 'running', '2026-01-02 08:00:00', null,"
                        + " '{\"context\": \"Look at storms.\"}')",
                "insert into sprints values ('sp-bbbbbb', 'ocean', 'A second idea', 'red_team', '4711', 'night--sp-bbbbbb',"
                        + " '2026-01-02T08:00:00.250000+00:00', '2026-01-02T08:01:00+00:00', null, null, null, null, 'secret',"
                        + " 'loop-1', null)",
                "insert into sprints values ('sp-aaaaaa', 'ocean', 'Do tides beat\nwinds?', 'completed', '4700', '/w/ocean/a',"
                        + " '2026-01-01 09:00:00', '2026-01-01 09:00:30', '2026-01-01 10:00:30', null, 'Tides do.', 'session',"
                        + " 'secret', 'loop-1', '{\"a\": 1}')");
    }

    @Test
    void whatHasEndedIsHistory() {
        try (Store store = StoreFixture.open(folder)) {
            SprintRow sprint = store.sprints().find("sp-aaaaaa").orElseThrow();
            assertThat(sprint.status()).isEqualTo(SprintStatus.COMPLETED);
            assertThat(sprint.cluster()).isEqualTo("hydra");
            assertThat(sprint.createdAt()).isEqualTo(Instant.parse("2026-01-01T09:00:00Z"));
            assertThat(sprint.ranSeconds()).isEqualTo(3_600);
            assertThat(store.sprints().text("sp-aaaaaa", TextKind.SUMMARY)).hasValue("Tides do.");
            assertThat(store.sprints()
                            .texts(List.of("sp-aaaaaa"))
                            .get("sp-aaaaaa")
                            .metadataJson())
                    .isEqualTo("{\"a\": 1}");
            assertThat(found(store, "tides")).containsExactly("sp-aaaaaa");
            assertThat(store.studies().find("ocean").orElseThrow().description())
                    .isEqualTo("Waves");
        }
    }

    @Test
    void whatWasAtWorkSaysThatNobodyFollowsIt() {
        try (Store store = StoreFixture.open(folder)) {
            SprintRow sprint = store.sprints().find("sp-bbbbbb").orElseThrow();
            assertThat(sprint.status()).isEqualTo(SprintStatus.FAILED);
            assertThat(sprint.error()).contains("stood at red_team", "4711 may still run", "/w/ocean/night--sp-bbbbbb");
            assertThat(sprint.completedAt()).isAfter(sprint.startedAt());
            assertThat(sprint.ranSeconds()).isZero();

            LoopRow loop = store.loops().find("loop-1").orElseThrow();
            assertThat(loop.status()).isEqualTo(LoopStatus.STOPPED);
            assertThat(loop.guidance()).isEqualTo("Look at storms.");
            assertThat(store.loops().turns(loop))
                    .extracting(turn -> turn.turn().sprintId())
                    .containsExactly("sp-aaaaaa", "sp-bbbbbb");
        }
    }

    @Test
    void nothingOfItIsBegunAgain() {
        try (Store store = StoreFixture.open(folder)) {
            assertThat(store.sprints().live()).isEmpty();
            assertThat(store.sprints().notStarted(10)).isEmpty();
            assertThat(store.loops().untold(10)).isEmpty();
        }
    }

    @Test
    void theFileIsKeptAndTakenOverOnce() throws SQLException {
        StoreFixture.open(folder).close();
        try (Store store = StoreFixture.open(folder)) {
            store.sprints().create(StoreFixture.sprint("sp-new"));
        }

        try (Store store = StoreFixture.open(folder)) {
            assertThat(store.sprints().find("sp-new")).isPresent();
            assertThat(store.sprints().find("sp-aaaaaa")).isPresent();
        }
        try (Connection kept = DriverManager.getConnection("jdbc:sqlite:" + file + ".python");
                Statement statement = kept.createStatement()) {
            assertThat(statement.executeQuery("select count(*) from sprints").getInt(1))
                    .isEqualTo(2);
        }
        assertThat(folder.resolve("test.db.python-2")).doesNotExist();
    }

    @Test
    void aTakeOverThatWasCutOffIsDoneAgain() throws Exception {
        Files.createLink(folder.resolve("test.db.python"), file);
        Files.writeString(folder.resolve("test.db.new"), "half");
        Files.writeString(folder.resolve("test.db.new-wal"), "half");

        StoreFixture.open(folder).close();

        assertThat(folder.resolve("test.db.python")).exists();
        assertThat(folder.resolve("test.db.python-2")).doesNotExist();
        assertThat(folder.resolve("test.db.new")).doesNotExist();
    }

    @Test
    void aFileOfThatNameFromBeforeStays() throws Exception {
        Files.writeString(folder.resolve("test.db.python"), "an older one");

        StoreFixture.open(folder).close();

        assertThat(folder.resolve("test.db.python")).hasContent("an older one");
        assertThat(folder.resolve("test.db.python-2")).exists();
    }

    @Test
    void whileThePythonProgramRunsItIsRefusedAndLeftAlone() throws SQLException {
        try (Connection running = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = running.createStatement()) {
            statement.executeUpdate("update sprints set summary = 'more' where id = 'sp-bbbbbb'");

            assertThatThrownBy(() -> StoreFixture.open(folder))
                    .isInstanceOf(DatabaseRefused.class)
                    .hasMessageContaining("Stop that program");
            assertThat(statement.executeQuery("select count(*) from sprints").getInt(1))
                    .isEqualTo(2);
        }
        StoreFixture.open(folder).close();
    }

    @Test
    void theFirstVersionKnewNoLoopOfASprint() throws SQLException {
        write(
                "alter table sprints drop column loop_id",
                "alter table sprints drop column webhook_token",
                "alter table auto_loops drop column metadata_json");

        try (Store store = StoreFixture.open(folder)) {
            assertThat(store.sprints().find("sp-aaaaaa").orElseThrow().loopId()).isNull();
            assertThat(store.loops().find("loop-1")).isPresent();
        }
    }

    private static List<String> found(Store store, String words) {
        return store.sprints().list(new SprintFilter(null, null, words, null), null, 10).rows().stream()
                .map(SprintRow::id)
                .toList();
    }

    private void write(String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
