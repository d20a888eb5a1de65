package io.researchloop.activities.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database from before values were compared with the best before them. */
class MetricMigrationTest {
    @TempDir
    Path folder;

    @Test
    void comparesWhatWasThereByTheOrderOfTheSprints() throws SQLException {
        String url = "jdbc:sqlite:" + folder.resolve("test.db");
        Flyway.configure()
                .dataSource(url, null, null)
                .locations("classpath:db/migration")
                .target("18")
                .load()
                .migrate();
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("insert into sprint (seq, id, study_name, cluster, idea_preview, status, directory,"
                    + " created_at, agent, max_run_seconds, max_attempts, grace_seconds) select value, 'sp-' || value,"
                    + " 'demo', 'local', 'Idea', case value when 3 then 'failed' else 'completed' end, '/d',"
                    + " '2026-01-01T00:00:00.000Z', 'scripted', 1, 1, 1 from json_each('[1, 2, 3, 4]')");
            statement.executeUpdate(
                    "insert into metric (sprint_id, name, split, position, value, direction, study_name,"
                            + " seq) select id, 'loss', 'test', 0, 10 - seq, 'min', 'demo', seq from sprint");
            statement.executeUpdate("insert into metric (sprint_id, name, split, position, value, study_name, seq)"
                    + " select id, 'l0', '', 1, seq, 'demo', seq from sprint");
        }

        try (Store store = StoreFixture.open(folder)) {
            assertThat(store.metrics()
                            .ofTheirStudies(List.of("sp-1", "sp-2", "sp-4"))
                            .values())
                    .extracting(value -> value.sprintId() + " " + value.metric().name() + " " + value.bestBefore())
                    .containsExactlyInAnyOrder("sp-1 loss null", "sp-2 loss 9.0", "sp-4 loss 8.0");
            assertThat(store.metrics().inStudy("demo"))
                    .extracting(StudyMetric::label, StudyMetric::sprints)
                    .containsExactly(tuple("loss (test)", 4), tuple("l0", 4));
        }
    }
}
