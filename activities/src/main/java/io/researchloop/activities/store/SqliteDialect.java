package io.researchloop.activities.store;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.springframework.core.convert.converter.Converter;
import org.springframework.data.convert.ReadingConverter;
import org.springframework.data.convert.WritingConverter;
import org.springframework.data.jdbc.core.dialect.JdbcDialect;
import org.springframework.data.relational.core.dialect.AbstractDialect;
import org.springframework.data.relational.core.dialect.LimitClause;
import org.springframework.data.relational.core.dialect.LockClause;
import org.springframework.data.relational.core.sql.IdentifierProcessing;
import org.springframework.data.relational.core.sql.LockOptions;

/** What Spring Data JDBC must know of SQLite, which it does not ship. */
final class SqliteDialect extends AbstractDialect implements JdbcDialect {
    @Override
    public String getName() {
        return "sqlite";
    }

    @Override
    public IdentifierProcessing getIdentifierProcessing() {
        return IdentifierProcessing.create(
                new IdentifierProcessing.Quoting("\""), IdentifierProcessing.LetterCasing.LOWER_CASE);
    }

    /** An offset is only allowed after a limit; minus one is none (sqlite.org/lang_select.html). */
    @Override
    public LimitClause limit() {
        return new LimitClause() {
            @Override
            public String getLimit(long limit) {
                return "LIMIT " + limit;
            }

            @Override
            public String getOffset(long offset) {
                return "LIMIT -1 OFFSET " + offset;
            }

            @Override
            public String getLimitOffset(long limit, long offset) {
                return "LIMIT " + limit + " OFFSET " + offset;
            }

            @Override
            public LimitClause.Position getClausePosition() {
                return LimitClause.Position.AFTER_ORDER_BY;
            }
        };
    }

    /** Rows are not locked: a writing transaction has the whole file. */
    @Override
    public LockClause lock() {
        return new LockClause() {
            @Override
            public String getLock(LockOptions options) {
                return "";
            }

            @Override
            public LockClause.Position getClausePosition() {
                return LockClause.Position.AFTER_ORDER_BY;
            }
        };
    }

    @Override
    public Collection<Object> getConverters() {
        return List.of(TimeToText.INSTANCE, TextToTime.INSTANCE);
    }

    @WritingConverter
    private enum TimeToText implements Converter<Instant, String> {
        INSTANCE;

        @Override
        public String convert(Instant time) {
            return Timestamps.format(time);
        }
    }

    @ReadingConverter
    private enum TextToTime implements Converter<String, Instant> {
        INSTANCE;

        @Override
        public Instant convert(String text) {
            return Timestamps.parse(text);
        }
    }
}
