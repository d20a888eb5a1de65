package io.researchloop.activities.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * The one connection that writes, for the one thread that does. Begin and commit are statements of ours: the driver's own
 * {@code commit()} begins the next transaction at once, which would hold the write lock while nothing is written.
 */
final class Writer {
    private final Path file;
    private @Nullable Connection real;
    private @Nullable Connection handle;
    private volatile @Nullable Thread owner;

    Writer(Path file) {
        this.file = file;
    }

    /** Opens the connection, again if the last one was discarded, and begins a transaction. */
    void begin() throws SQLException {
        if (handle == null) {
            open();
        }
        run("begin immediate");
        owner = Thread.currentThread();
    }

    /**
     * With auto-commit the driver tries to begin a transaction of its own at every update. Switching it off begins one,
     * which is ended again: ours are begun when there is something to write.
     */
    private void open() throws SQLException {
        Connection opened = Connections.writer(file);
        real = opened;
        handle = StatementCache.overUncloseable(opened);
        opened.setAutoCommit(false);
        run("rollback");
    }

    void commit() throws SQLException {
        run("commit");
        owner = null;
    }

    void savepoint() throws SQLException {
        run("savepoint one_write");
    }

    void release() throws SQLException {
        run("release one_write");
    }

    void rollbackToSavepoint() throws SQLException {
        run("rollback to one_write");
    }

    /** Takes back the transaction, if SQLite has not done so itself (sqlite.org/lang_transaction.html, 2.3). */
    void rollBack() {
        owner = null;
        try {
            run("rollback");
        } catch (SQLException e) {
            if (!String.valueOf(e.getMessage()).contains("no transaction is active")) {
                discard();
            }
        }
    }

    /** Rolls back whatever is open by closing the connection, which after an input/output error is the sure way. */
    void discard() {
        owner = null;
        Connection closing = real;
        real = null;
        handle = null;
        try {
            if (closing != null) {
                closing.close();
            }
        } catch (SQLException e) {
            // Nothing more can be done with it, and the next transaction has a connection of its own.
            return;
        }
    }

    boolean ownedByThisThread() {
        return Thread.currentThread() == owner;
    }

    /** For the owner only; its {@code close} does nothing. */
    Connection connection() {
        if (handle == null) {
            throw new IllegalStateException("no transaction");
        }
        return handle;
    }

    private void run(String sql) throws SQLException {
        if (handle == null) {
            throw new SQLException("the connection was discarded");
        }
        try (PreparedStatement statement = handle.prepareStatement(sql)) {
            statement.executeUpdate();
        }
    }
}
