package io.researchloop.activities.store;

import java.util.List;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.data.jdbc.core.JdbcAggregateOperations;
import org.springframework.data.jdbc.core.JdbcAggregateTemplate;
import org.springframework.data.jdbc.core.convert.DataAccessStrategy;
import org.springframework.data.jdbc.core.convert.DataAccessStrategyFactory;
import org.springframework.data.jdbc.core.convert.DefaultJdbcTypeFactory;
import org.springframework.data.jdbc.core.convert.JdbcCustomConversions;
import org.springframework.data.jdbc.core.convert.MappingJdbcConverter;
import org.springframework.data.jdbc.core.convert.QueryMappingConfiguration;
import org.springframework.data.jdbc.core.convert.RelationResolver;
import org.springframework.data.jdbc.core.mapping.JdbcMappingContext;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/**
 * Spring Data JDBC over the store, for the tables that are plain records. Put together by hand rather than by a context,
 * so that tests and command-line tools open the same store as the server does.
 */
final class Aggregates {
    private Aggregates() {}

    static JdbcAggregateOperations over(JdbcOperations jdbc) {
        SqliteDialect dialect = new SqliteDialect();
        JdbcCustomConversions conversions = JdbcCustomConversions.of(dialect, List.of());
        JdbcMappingContext context = new JdbcMappingContext();
        context.setSimpleTypeHolder(conversions.getSimpleTypeHolder());
        MappingJdbcConverter converter =
                new MappingJdbcConverter(context, noRelations(), conversions, new DefaultJdbcTypeFactory(jdbc));
        DataAccessStrategy strategy = new DataAccessStrategyFactory(
                        converter, new NamedParameterJdbcTemplate(jdbc), dialect, QueryMappingConfiguration.EMPTY)
                .create();
        return new JdbcAggregateTemplate(noEvents(), context, converter, strategy);
    }

    /** Each record is one row. */
    private static RelationResolver noRelations() {
        return (identifier, path) -> {
            throw new UnsupportedOperationException("a record of the store has no rows of its own: " + path);
        };
    }

    private static ApplicationEventPublisher noEvents() {
        return event -> {};
    }
}
