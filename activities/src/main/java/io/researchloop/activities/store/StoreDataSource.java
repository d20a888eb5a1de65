package io.researchloop.activities.store;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.AbstractDataSource;

/**
 * The writer's connection for what runs inside {@link GroupCommit#write}, a read-only one for everybody else. So no
 * write can slip past the group commit: SQLite refuses it.
 */
final class StoreDataSource extends AbstractDataSource {
    private final Writer writer;
    private final DataSource readers;
    private final SqliteErrors errors;

    StoreDataSource(Writer writer, DataSource readers, SqliteErrors errors) {
        this.writer = writer;
        this.readers = readers;
        this.errors = errors;
    }

    @Override
    public Connection getConnection() {
        if (writer.ownedByThisThread()) {
            return writer.connection();
        }
        try {
            return readers.getConnection();
        } catch (SQLException e) {
            throw errors.unavailable(e);
        }
    }

    @Override
    public Connection getConnection(String username, String password) {
        return getConnection();
    }
}
