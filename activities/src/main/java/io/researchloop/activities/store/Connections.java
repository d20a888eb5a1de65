package io.researchloop.activities.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.AbstractDataSource;
import org.sqlite.SQLiteConfig;

/** How connections to the file are opened. */
final class Connections {
    private static final int READERS = 4;
    private static final int BUSY_MILLIS = 5_000;
    private static final int WAL_LIMIT_BYTES = 64 << 20;
    /**
     * Heartbeats write the same few pages again and again, and a checkpoint copies each of them once: with SQLite's 1000
     * pages, sixty runners would have one every fourth commit.
     */
    private static final int CHECKPOINT_PAGES = 4_000;

    private static final int WRITER_CACHE_KIB = 32 << 10;

    private Connections() {}

    /** FULL: a commit is on the disk when it returns, and what was answered with 2xx outlasts a power cut. */
    static Connection writer(Path file) throws SQLException {
        SQLiteConfig config = common();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.setJournalSizeLimit(WAL_LIMIT_BYTES);
        config.setCacheSize(-WRITER_CACHE_KIB);
        Connection connection = config.createConnection(url(file));
        try (Statement statement = connection.createStatement()) {
            statement.execute("pragma wal_autocheckpoint = " + CHECKPOINT_PAGES);
        }
        return connection;
    }

    static HikariDataSource readers(Path file) {
        SQLiteConfig config = common();
        config.setReadOnly(true);
        HikariConfig pool = new HikariConfig();
        pool.setPoolName("store-readers");
        pool.setDataSource(opening(url(file), config));
        pool.setReadOnly(true);
        pool.setMaximumPoolSize(READERS);
        pool.setMinimumIdle(1);
        pool.setConnectionTimeout(BUSY_MILLIS);
        return new HikariDataSource(pool);
    }

    private static SQLiteConfig common() {
        SQLiteConfig config = new SQLiteConfig();
        config.setBusyTimeout(BUSY_MILLIS);
        config.enforceForeignKeys(true);
        config.setTempStore(SQLiteConfig.TempStore.MEMORY);
        return config;
    }

    private static DataSource opening(String url, SQLiteConfig config) {
        return new AbstractDataSource() {
            @Override
            public Connection getConnection() throws SQLException {
                return StatementCache.over(config.createConnection(url));
            }

            @Override
            public Connection getConnection(String username, String password) throws SQLException {
                return getConnection();
            }

            /** How long the pool waits at its end for a connection that is being opened. */
            @Override
            public int getLoginTimeout() {
                return BUSY_MILLIS / 1_000;
            }

            @Override
            public void setLoginTimeout(int seconds) {
                // It is what it is: SQLite has no log-in.
            }
        };
    }

    static String url(Path file) {
        return "jdbc:sqlite:" + file;
    }
}
