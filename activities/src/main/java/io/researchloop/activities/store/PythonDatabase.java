package io.researchloop.activities.store;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.sqlite.SQLiteConfig;

/**
 * The database of the Python program, versions 0.1 to 0.3. It lies where ours is to be, as both have the same {@code db_path}
 * by default: what it tells of the past is taken over, and the file itself is kept beside ours.
 */
final class PythonDatabase {
    private static final Logger LOG = LoggerFactory.getLogger(PythonDatabase.class);

    private final Path file;

    private PythonDatabase(Path file) {
        this.file = file;
    }

    /**
     * Puts a database of ours in the place of one of the Python program, if one is there. At each moment the path holds the
     * one or the other, whole; after a kill the next start begins again.
     *
     * @throws DatabaseRefused if the Python program still has it open
     */
    static void takeOver(Path path) throws IOException {
        Path file = path.toRealPath();
        if (isThere(file)) {
            new PythonDatabase(file).takeOver();
        }
    }

    private static boolean isThere(Path file) throws IOException {
        if (Files.size(file) == 0) {
            return false;
        }
        try (Connection connection = new SQLiteConfig().createConnection(Connections.url(file));
                Statement statement = connection.createStatement();
                ResultSet tables = statement.executeQuery("select count(*) filter (where name in ('studies', 'sprints',"
                        + " 'auto_loops')), count(*) filter (where name = 'flyway_schema_history') from sqlite_master"
                        + " where type = 'table'")) {
            return tables.next() && tables.getInt(1) == 3 && tables.getInt(2) == 0;
        } catch (SQLException e) {
            // No database at all, perhaps: whoever opens it next says what is wrong.
            return false;
        }
    }

    private void takeOver() throws IOException {
        endItsJournal();
        Path ours = file.resolveSibling(file.getFileName() + ".new");
        for (String part : List.of("", "-wal", "-shm")) {
            Files.deleteIfExists(ours.resolveSibling(ours.getFileName() + part));
        }
        Database.create(ours);
        Migrations.run(ours);
        fill(ours);
        Path kept = keep();
        Files.move(ours, file, StandardCopyOption.ATOMIC_MOVE);
        LOG.info("The database of the Python program was taken over; it is kept as {}", kept);
    }

    /** What lies in its journal goes into the file. SQLite lets nobody do this while another program has the file open. */
    private void endItsJournal() {
        SQLiteConfig config = new SQLiteConfig();
        config.setBusyTimeout(1_000);
        try (Connection connection = config.createConnection(Connections.url(file));
                Statement statement = connection.createStatement();
                ResultSet mode = statement.executeQuery("pragma journal_mode = delete")) {
            if (mode.next() && mode.getString(1).equalsIgnoreCase("delete")) {
                return;
            }
            throw inUse(null);
        } catch (SQLException e) {
            throw inUse(e);
        }
    }

    private DatabaseRefused inUse(@Nullable SQLException reason) {
        return new DatabaseRefused(
                "The database " + file
                        + " is of ResearchLoop 0.1 to 0.3, which has it open. Stop that program, and start"
                        + " again: its sprints are taken over. Or set another db_path to begin anew.",
                reason);
    }

    /** Under a name of its own, as the same file: nothing is copied, and nothing can be lost between. */
    private Path keep() throws IOException {
        for (int i = 1; ; i++) {
            Path kept = file.resolveSibling(file.getFileName() + ".python" + (i == 1 ? "" : "-" + i));
            if (!Files.exists(kept)) {
                keepAs(kept);
                return kept;
            }
            if (Files.isSameFile(kept, file)) {
                return kept;
            }
        }
    }

    private void keepAs(Path kept) throws IOException {
        try {
            Files.createLink(kept, file);
        } catch (UnsupportedOperationException | FileSystemException e) {
            // Some file systems know no second name.
            Files.copy(file, kept);
        }
    }

    private void fill(Path ours) {
        try (Connection connection = Connections.writer(ours)) {
            SingleConnectionDataSource source = new SingleConnectionDataSource(connection, true);
            JdbcTemplate jdbc = new JdbcTemplate(source);
            jdbc.update("attach ? as python", Bind.of(file.toString()));
            List<PythonRow> sprints = rows(
                    jdbc,
                    "select sprints.*, studies.cluster, studies.sprints_dir from python.sprints"
                            + " left join python.studies on studies.name = sprints.study_name");
            List<PythonRow> loops = rows(
                    jdbc,
                    "select auto_loops.*, studies.cluster from python.auto_loops"
                            + " left join python.studies on studies.name = auto_loops.study_name");
            jdbc.execute("begin");
            PythonHistory history = new PythonHistory(jdbc, Instant.now());
            rows(jdbc, "select * from python.studies").forEach(history::study);
            loops.forEach(history::loop);
            sprints.forEach(history::sprint);
            jdbc.execute("commit");
            jdbc.execute("detach python");
            history.abandoned().forEach(sprint -> LOG.warn("{}", sprint));
        } catch (SQLException e) {
            throw new DatabaseRefused(
                    "The database " + file + " of ResearchLoop 0.1 to 0.3 cannot be taken over: " + e.getMessage()
                            + ". It is as it was. Set another db_path to begin anew.",
                    e);
        }
    }

    private static List<PythonRow> rows(JdbcTemplate jdbc, String select) {
        return jdbc.queryForList(select).stream()
                .map(PythonRow::new)
                .sorted(Comparator.comparing(PythonRow::created))
                .toList();
    }

    /** A row by the names of its columns, of which earlier versions had fewer. */
    record PythonRow(Map<String, @Nullable Object> columns) {
        @Nullable
        String text(String column) {
            Object value = columns.get(column);
            return value == null ? null : value.toString();
        }

        String text(String column, String otherwise) {
            String value = text(column);
            return value == null ? otherwise : value;
        }

        /** Written by Python ({@code 2026-01-31T12:00:00.123456+00:00}) or by SQLite ({@code 2026-01-31 12:00:00}), in UTC. */
        @Nullable
        Instant time(String column) {
            String value = text(column, "").strip().replace(' ', 'T');
            boolean zoned = value.matches(".*(Z|[+-]\\d\\d:\\d\\d)");
            try {
                return value.isEmpty()
                        ? null
                        : OffsetDateTime.parse(zoned ? value : value + "Z").toInstant();
            } catch (DateTimeException e) {
                return null;
            }
        }

        Instant created() {
            Instant time = time("created_at");
            return time == null ? Instant.EPOCH : time;
        }
    }
}
