package io.researchloop.activities.store;

import java.sql.SQLException;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.jdbc.support.SQLExceptionTranslator;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** SQLite's result codes (sqlite.org/rescode.html) as Spring's exceptions, and as {@link StoreUnavailable}. */
final class SqliteErrors implements SQLExceptionTranslator {
    private static final int PRIMARY_CODE = 0xff;
    private static final Set<SQLiteErrorCode> DUPLICATE = EnumSet.of(
            SQLiteErrorCode.SQLITE_CONSTRAINT_UNIQUE,
            SQLiteErrorCode.SQLITE_CONSTRAINT_PRIMARYKEY,
            SQLiteErrorCode.SQLITE_CONSTRAINT_ROWID);

    private final String database;

    SqliteErrors(String database) {
        this.database = database;
    }

    @Override
    public DataAccessException translate(String task, @Nullable String sql, SQLException e) {
        if (e instanceof SQLiteException error) {
            SQLiteErrorCode code = error.getResultCode();
            if (DUPLICATE.contains(code)) {
                return new DuplicateKeyException(task + ": " + error.getMessage(), e);
            }
            if ((code.code & PRIMARY_CODE) == SQLiteErrorCode.SQLITE_CONSTRAINT.code) {
                return new DataIntegrityViolationException(task + ": " + error.getMessage(), e);
            }
            StoreUnavailable unavailable = unavailable(code, e);
            if (unavailable != null) {
                return unavailable;
            }
        }
        return new UncategorizedSQLException(task, sql, e);
    }

    /** The same for what fails outside a statement: opening, begin, commit. */
    StoreUnavailable unavailable(SQLException e) {
        StoreUnavailable known = e instanceof SQLiteException error ? unavailable(error.getResultCode(), e) : null;
        return known != null ? known : stopped("failed (" + e.getMessage() + ")", false, e);
    }

    private @Nullable StoreUnavailable unavailable(SQLiteErrorCode code, SQLException e) {
        return switch (SQLiteErrorCode.getErrorCode(code.code & PRIMARY_CODE)) {
            case SQLITE_FULL ->
                stopped("has no room: the disk or the quota is full. Free some space; nothing else is needed", true, e);
            case SQLITE_IOERR ->
                stopped(
                        "cannot be read or written: input/output error ("
                                + code.name().toLowerCase(Locale.ROOT) + "). Check the disk and the system's log",
                        false,
                        e);
            case SQLITE_BUSY, SQLITE_LOCKED ->
                stopped("is locked by another program. Close what has it open (a database browser?)", false, e);
            case SQLITE_CANTOPEN -> stopped("cannot be opened. Check that its folder is there", false, e);
            case SQLITE_READONLY, SQLITE_PERM -> stopped("cannot be written. Check its permissions", false, e);
            case SQLITE_CORRUPT, SQLITE_NOTADB ->
                stopped("is damaged. Stop the server, and put a backup in its place", false, e);
            case SQLITE_NOMEM -> stopped("cannot be used: out of memory", false, e);
            default -> null;
        };
    }

    private StoreUnavailable stopped(String what, boolean full, SQLException e) {
        return new StoreUnavailable("The database " + database + " " + what + ".", full, e);
    }
}
