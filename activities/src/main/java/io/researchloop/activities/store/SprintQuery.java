package io.researchloop.activities.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The statement behind a list page: in its order from the cursor on, each filter and each order by an index, so that a
 * page reads little more than it shows.
 *
 * @param arguments for the question marks of the statement
 */
record SprintQuery(String sql, Bind arguments) {
    static SprintQuery of(SprintFilter filter, @Nullable Long cursor, int limit) {
        return of(filter, SprintOrder.NEWEST, cursor, limit);
    }

    /** @param cursor the seq of the last sprint of the page before this one */
    static SprintQuery of(SprintFilter filter, SprintOrder order, @Nullable Long cursor, int limit) {
        Builder query = new Builder();
        String words = filter.text() == null ? "" : words(filter.text());
        boolean search = !words.isEmpty();
        if (search) {
            query.add("sprint_search match ?", words);
        }
        query.add("s.study_name = ?", filter.study());
        query.add("s.status = ?", filter.status());
        query.add("s.loop_id = ?", filter.loopId());
        query.add("s.created_at >= ?", filter.since());
        query.add("s.created_at < ?", filter.until());
        String key = search ? "sprint_search.rowid" : "s.seq";
        SprintOrder shown = search ? SprintOrder.NEWEST : order;
        if (shown.column().equals("seq")) {
            query.range(key, shown.descending(), cursor, filter.since(), filter.until());
        } else {
            query.after(shown, cursor);
        }
        // The cross join keeps the search outside: SQLite then walks its hits newest first and stops at the limit.
        String from = search
                ? SprintRows.SELECT.replace("from sprint s", "from sprint_search cross join sprint s on s.seq = " + key)
                : SprintRows.SELECT;
        String way = shown.descending() ? " desc" : "";
        String by = shown.column().equals("seq") ? key + way : "s." + shown.column() + way + ", s.seq" + way;
        return query.build(from, " order by " + by + " limit ?", limit);
    }

    /** Each word quoted, so that nothing a person types is taken for the search's own syntax; a star: from its start. */
    private static String words(String text) {
        return Arrays.stream(text.split("[^\\p{L}\\p{M}\\p{N}]+"))
                .filter(word -> !word.isEmpty())
                .map(word -> '"' + word + "\"*")
                .collect(Collectors.joining(" "));
    }

    private static final class Builder {
        private final List<String> conditions = new ArrayList<>();
        private final List<Object> arguments = new ArrayList<>();

        void add(String condition, @Nullable Object argument) {
            if (argument != null) {
                conditions.add(condition);
                arguments.add(argument);
            }
        }

        /**
         * One bound on each side, which ends the walk by the key. Sprints are made in the order of time, so the moments
         * give bounds as well; were the clock set back once, the exact conditions still hold.
         */
        void range(
                String key,
                boolean descending,
                @Nullable Long cursor,
                @Nullable Instant since,
                @Nullable Instant until) {
            long below = descending && cursor != null ? cursor : Long.MAX_VALUE;
            long above = !descending && cursor != null ? cursor : 0;
            if (until == null) {
                add(key + " < ?", below);
            } else {
                conditions.add(key + " < min(?, coalesce((select seq + 1 from sprint where created_at < ?"
                        + " order by created_at desc, seq desc limit 1), 0))");
                arguments.add(below);
                arguments.add(until);
            }
            if (since != null) {
                conditions.add(key + " > max(?, coalesce((select seq - 1 from sprint where created_at >= ?"
                        + " order by created_at, seq limit 1), " + Long.MAX_VALUE + "))");
                arguments.add(above);
                arguments.add(since);
            } else if (above > 0) {
                add(key + " > ?", above);
            }
        }

        void after(SprintOrder order, @Nullable Long cursor) {
            String column = "s." + order.column();
            if (order.column().equals("completed_at")) {
                conditions.add(column + " is not null");
            }
            if (cursor != null) {
                conditions.add("(" + column + ", s.seq) " + (order.descending() ? "<" : ">") + " ((select "
                        + order.column() + " from sprint where seq = ?), ?)");
                arguments.add(cursor);
                arguments.add(cursor);
            }
        }

        SprintQuery build(String from, String end, int limit) {
            arguments.add(limit);
            String where = conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
            return new SprintQuery(from + where + end, Bind.of(arguments.toArray()));
        }
    }
}
