package io.researchloop.activities.store;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.JdbcTemplate;

/** The open file: its lock, its tables, the writer and the readers. */
final class Database implements AutoCloseable {
    private final DatabaseLock lock;
    private final Flyway flyway;
    private final HikariDataSource readers;
    private final StoreDataSource dataSource;
    private final GroupCommit writes;
    private final JdbcTemplate jdbc;

    private Database(Path file, DatabaseLock lock, Flyway flyway, Consumer<String> listener) {
        SqliteErrors errors = new SqliteErrors(file.toString());
        Writer writer = new Writer(file);
        this.lock = lock;
        this.flyway = flyway;
        this.readers = Connections.readers(file);
        this.dataSource = new StoreDataSource(writer, readers, errors);
        this.writes = new GroupCommit(writer, errors, listener);
        this.jdbc = new JdbcTemplate(dataSource);
        this.jdbc.setExceptionTranslator(errors);
    }

    /** @throws DatabaseRefused with what a person must mend */
    static Database open(Path file, Consumer<String> listener) {
        try {
            Files.createDirectories(file.resolveSibling(""));
            DatabaseLock lock = DatabaseLock.take(file);
            try {
                create(file);
                PythonDatabase.takeOver(file);
                Database database = new Database(file, lock, Migrations.run(file), listener);
                database.writes.start();
                return database;
            } catch (IOException | RuntimeException e) {
                lock.close();
                throw e;
            }
        } catch (IOException e) {
            throw new DatabaseRefused(
                    "The database " + file + " cannot be opened: " + e
                            + ". Check that its folder is there and that you may write to it, or set another db_path.",
                    e);
        }
    }

    /** For the owner's eyes only: it holds the server's key. SQLite gives its side files the same permissions. */
    static void create(Path file) throws IOException {
        FileAttribute<?>[] attributes =
                FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                        ? new FileAttribute<?>[] {
                            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                        }
                        : new FileAttribute<?>[0];
        try {
            Files.createFile(file, attributes);
        } catch (FileAlreadyExistsException e) {
            return;
        }
    }

    GroupCommit writes() {
        return writes;
    }

    /** Writes only within {@link GroupCommit#write}. */
    JdbcTemplate jdbc() {
        return jdbc;
    }

    DataSource dataSource() {
        return dataSource;
    }

    Flyway flyway() {
        return flyway;
    }

    @Override
    public void close() {
        writes.close();
        readers.close();
        try {
            lock.close();
        } catch (IOException e) {
            throw new IllegalStateException("could not let go of the database's lock", e);
        }
    }
}
