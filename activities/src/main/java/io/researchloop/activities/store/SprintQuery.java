package io.researchloop.activities.store;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The statement behind a list page: newest first from the cursor on, each filter by an index that is sorted by seq.
 *
 * @param arguments for the question marks of the statement
 */
record SprintQuery(String sql, Bind arguments) {
    static SprintQuery of(SprintFilter filter, @Nullable Long beforeSeq, int limit) {
        List<String> conditions = new ArrayList<>();
        List<Object> arguments = new ArrayList<>();
        String words = filter.text() == null ? "" : words(filter.text());
        boolean search = !words.isEmpty();
        if (search) {
            add(conditions, arguments, "sprint_search match ?", words);
        }
        add(conditions, arguments, "s.study_name = ?", filter.study());
        add(conditions, arguments, "s.status = ?", filter.status());
        add(conditions, arguments, "s.loop_id = ?", filter.loopId());
        String key = search ? "sprint_search.rowid" : "s.seq";
        add(conditions, arguments, key + " < ?", beforeSeq == null ? Long.MAX_VALUE : beforeSeq);
        arguments.add(limit);
        // The cross join keeps the search outside: SQLite then walks its hits newest first and stops at the limit.
        String from = search
                ? SprintRows.SELECT.replace("from sprint s", "from sprint_search cross join sprint s on s.seq = " + key)
                : SprintRows.SELECT;
        String where = " where " + String.join(" and ", conditions);
        return new SprintQuery(from + where + " order by " + key + " desc limit ?", Bind.of(arguments.toArray()));
    }

    private static void add(
            List<String> conditions, List<Object> arguments, String condition, @Nullable Object argument) {
        if (argument != null) {
            conditions.add(condition);
            arguments.add(argument);
        }
    }

    /** Each word quoted, so that nothing a person types is taken for the search's own syntax; a star: from its start. */
    private static String words(String text) {
        return Arrays.stream(text.split("[^\\p{L}\\p{M}\\p{N}]+"))
                .filter(word -> !word.isEmpty())
                .map(word -> '"' + word + "\"*")
                .collect(Collectors.joining(" "));
    }
}
