package io.researchloop.activities.store;

import java.nio.file.Path;
import java.util.Arrays;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.output.MigrateResult;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/** Brings the file to this program's tables, and refuses one that is ahead of them. */
final class Migrations {
    private static final Logger LOG = LoggerFactory.getLogger(Migrations.class);

    private Migrations() {}

    /** @throws DatabaseRefused if the file is of a newer program, is no database, or a migration fails */
    static Flyway run(Path file) {
        Flyway flyway = Flyway.configure()
                .dataSource(source(file))
                .locations("classpath:db/migration")
                .cleanDisabled(true)
                .load();
        try {
            refuseNewer(flyway, file);
            MigrateResult result = flyway.migrate();
            if (result.migrationsExecuted > 0) {
                LOG.info("Database {} brought to version {}", file, result.targetSchemaVersion);
            }
            return flyway;
        } catch (FlywayException e) {
            throw new DatabaseRefused(
                    "The database " + file + " cannot be brought to this program's version: " + rootCause(e)
                            + ". Nothing was changed. Check that it is a ResearchLoop database and not damaged;"
                            + " else put a backup in its place, or set another db_path.",
                    e);
        }
    }

    private static void refuseNewer(Flyway flyway, Path file) {
        Arrays.stream(flyway.info().all())
                .filter(migration -> migration.getState().isApplied()
                        && !migration.getState().isResolved())
                .reduce((first, last) -> last)
                .map(MigrationInfo::getVersion)
                .ifPresent(version -> {
                    throw new DatabaseRefused(
                            "The database " + file + " is of a newer ResearchLoop (its tables have version " + version
                                    + "). Install that or a later release; going back is not possible.",
                            null);
                });
    }

    private static String rootCause(FlywayException e) {
        Throwable cause = NestedExceptionUtils.getMostSpecificCause(e);
        return String.valueOf(cause.getMessage()).lines().findFirst().orElse("unknown reason");
    }

    private static SQLiteDataSource source(Path file) {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.setBusyTimeout(5_000);
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl(Connections.url(file));
        return source;
    }
}
