package io.researchloop.activities.store;

import io.researchloop.runner.protocol.IdeaReason;
import io.researchloop.runner.protocol.Usage;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;

/** Rows of table sprint_text, and the search over them. The writing ones are for use within a write. */
final class SprintTexts {
    private static final int PREVIEW = 300;
    /** Characters of a report that can be found; as in the migration that first filled the search. */
    private static final int SEARCHED = 200_000;

    private final JdbcOperations jdbc;

    SprintTexts(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    static String preview(String idea) {
        String line = idea.strip().replaceAll("\\s+", " ");
        if (line.length() <= PREVIEW) {
            return line;
        }
        int end = Character.isHighSurrogate(line.charAt(PREVIEW - 2)) ? PREVIEW - 2 : PREVIEW - 1;
        return line.substring(0, end) + "…";
    }

    Optional<String> text(String id, TextKind kind) {
        return jdbc
                .query(
                        "select coalesce(" + kind.column() + ", '') from sprint_text where sprint_id = ?",
                        Bind.of(id),
                        (row, number) -> new Columns(row).text())
                .stream()
                .filter(text -> !text.isEmpty())
                .findFirst();
    }

    Map<String, SprintText> of(Collection<String> ids) {
        return jdbc
                .query(
                        "select sprint_id, idea, summary, metadata_json from sprint_text"
                                + " where sprint_id in (select value from json_each(?))",
                        Bind.of(Payload.write(ids)),
                        (result, number) -> {
                            Columns row = new Columns(result);
                            return new SprintText(row.text(), row.text(), row.textOrNull(), row.text());
                        })
                .stream()
                .collect(Collectors.toMap(SprintText::sprintId, Function.identity()));
    }

    void create(NewSprint sprint) {
        jdbc.update(
                "insert into sprint_text (sprint_id, idea, job_options_json) values (?, ?, ?)",
                Bind.of(sprint.id(), sprint.idea(), Payload.write(sprint.jobOptions())));
        index(sprint.id());
    }

    void save(String id, SprintResults results) {
        String idea = news(id, results.idea());
        jdbc.update(
                "update sprint_text set idea = coalesce(?2, idea), summary = coalesce(?3, summary),"
                        + " report = coalesce(?4, report), findings = coalesce(?5, findings) where sprint_id = ?1",
                Bind.of(id, idea, results.summary(), results.report(), results.findings()));
        Usage usage = results.usage();
        if (idea != null) {
            jdbc.update("update sprint set idea_preview = ? where id = ?", Bind.of(preview(idea), id));
        }
        if (results.sessionId() != null) {
            jdbc.update("update sprint set session_id = ? where id = ?", Bind.of(results.sessionId(), id));
        }
        if (usage != null) {
            spent(id, usage);
        }
        if (idea != null || results.summary() != null || results.report() != null) {
            index(id);
        }
    }

    /**
     * Takes the idea that a sprint's agent wrote, while it is at work.
     *
     * @param reason why it is this one, for the loop that the sprint is of
     */
    void idea(String id, @Nullable String written, @Nullable String reason) {
        String idea = news(id, written);
        if (idea != null) {
            jdbc.update("update sprint_text set idea = ? where sprint_id = ?", Bind.of(idea, id));
            jdbc.update("update sprint set idea_preview = ? where id = ?", Bind.of(preview(idea), id));
            jdbc.update(
                    "update loop_turn set reason = ? where sprint_id = ?",
                    Bind.of(reason == null ? null : IdeaReason.of(reason).orElse(null), id));
            index(id);
        }
    }

    private @Nullable String news(String id, @Nullable String idea) {
        return idea == null || isStated(id) ? null : blankToNull(idea);
    }

    /** The idea is the researcher's: a runner, whose copy is cut and stripped, may only bring one where there is none. */
    private boolean isStated(String id) {
        return jdbc
                .query(
                        "select idea from sprint_text where sprint_id = ?",
                        Bind.of(id),
                        (row, number) -> row.getString(1))
                .stream()
                .anyMatch(idea -> !idea.isBlank());
    }

    private void spent(String id, Usage usage) {
        jdbc.update(
                "update sprint set cost_usd = ?, input_tokens = ?, output_tokens = ?, turns = ? where id = ?",
                Bind.of(usage.costUsd(), usage.inputTokens(), usage.outputTokens(), usage.turns(), id));
    }

    void index(String id) {
        jdbc.update(
                "insert or replace into sprint_search (rowid, id, idea, summary, report)"
                        + " select s.seq, s.id, t.idea, coalesce(t.summary, ''),"
                        + " substr(coalesce(t.report, ''), 1, ?)"
                        + " from sprint s join sprint_text t on t.sprint_id = s.id where s.id = ?",
                Bind.of(SEARCHED, id));
    }

    private static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }
}
