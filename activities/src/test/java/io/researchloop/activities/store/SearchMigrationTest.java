package io.researchloop.activities.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database from before reports could be searched. */
class SearchMigrationTest {
    @TempDir
    Path folder;

    @Test
    void findsTheReportsThatWereThereBefore() throws SQLException {
        String url = "jdbc:sqlite:" + folder.resolve("test.db");
        Flyway.configure()
                .dataSource(url, null, null)
                .locations("classpath:db/migration")
                .target("1")
                .load()
                .migrate();
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("insert into sprint (id, study_name, cluster, idea_preview, status, directory,"
                    + " created_at, agent, max_run_seconds, max_attempts, grace_seconds) values ('sp-old', 'demo',"
                    + " 'local', 'Old idea', 'completed', '/d', '2026-01-01T00:00:00.000Z', 'scripted', 1, 1, 1)");
            statement.executeUpdate("insert into sprint_text (sprint_id, idea, summary, report) values ('sp-old',"
                    + " 'Old idea', 'Short', 'Absorption falls to a third')");
            statement.executeUpdate(
                    "insert into sprint_search (rowid, id, idea, summary) values (1, 'sp-old', 'Old idea', 'Short')");
        }

        try (Store store = StoreFixture.open(folder)) {
            for (String words : new String[] {"absorption third", "old", "short", "sp-old"}) {
                assertThat(store.sprints()
                                .list(new SprintFilter(null, null, words, null), null, 10)
                                .rows())
                        .as(words)
                        .extracting(SprintRow::id)
                        .containsExactly("sp-old");
            }
        }
    }
}
