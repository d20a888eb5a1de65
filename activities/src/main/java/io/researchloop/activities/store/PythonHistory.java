package io.researchloop.activities.store;

import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.researchloop.activities.store.PythonDatabase.PythonRow;
import io.researchloop.runner.protocol.Json;
import io.researchloop.workflows.loop.ApprovalTimeout;
import io.researchloop.workflows.loop.IdeaSource;
import io.researchloop.workflows.loop.LoopPlan;
import io.researchloop.workflows.loop.LoopStatus;
import io.researchloop.workflows.loop.LoopStrategy;
import io.researchloop.workflows.loop.OnFailure;
import io.researchloop.workflows.loop.TurnOrigin;
import io.researchloop.workflows.loop.TurnState;
import io.researchloop.workflows.model.Budget;
import io.researchloop.workflows.model.MetricStop;
import io.researchloop.workflows.model.SprintStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;

/**
 * Writes what the Python program did into tables of ours. It all has ended: what that program had at work when it was
 * stopped is followed by nobody, and says so.
 */
final class PythonHistory {
    /** The Python program's default, and ours. */
    private static final Duration TIME_LIMIT = Duration.ofHours(8);

    private static final String AGENT = "claude";

    private final JdbcOperations jdbc;
    private final SprintTexts texts;
    private final Instant now;
    private final Map<String, Turn> lastTurns = new HashMap<>();
    private final List<String> abandoned = new ArrayList<>();

    /** @param now when what had not ended is taken to have ended */
    PythonHistory(JdbcOperations jdbc, Instant now) {
        this.jdbc = jdbc;
        this.now = now;
        this.texts = new SprintTexts(jdbc);
    }

    private record Turn(int position, String sprintId) {}

    /** What had not ended, a sentence each. */
    List<String> abandoned() {
        return List.copyOf(abandoned);
    }

    void study(PythonRow row) {
        jdbc.update(
                "insert into study (name, cluster, description, claude_md_path, sprints_dir, created_at, config_json, source)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?)",
                Bind.of(
                        row.text("name", ""),
                        row.text("cluster", ""),
                        row.text("description", ""),
                        row.text("claude_md_path"),
                        row.text("sprints_dir", ""),
                        row.created(),
                        row.text("config_json", "{}"),
                        StudyRow.CONFIG));
    }

    void loop(PythonRow row) {
        String id = row.text("id", "");
        Optional<LoopStatus> ended = Stream.of(LoopStatus.COMPLETED, LoopStatus.STOPPED, LoopStatus.FAILED)
                .filter(status -> Bind.word(status).equals(row.text("status")))
                .findFirst();
        if (ended.isEmpty()) {
            abandoned.add("Loop " + id + " was at work when the Python program was stopped; it is stopped, too.");
        }
        LoopPlan plan = new LoopPlan(
                Math.max(1, Integer.parseInt(row.text("total_count", "1"))),
                1,
                OnFailure.STOP,
                LoopStrategy.LINEAR,
                IdeaSource.JOB,
                false,
                null,
                ApprovalTimeout.PAUSE,
                null,
                new MetricStop(null, null),
                Budget.UNLIMITED);
        Instant end = ended.isEmpty() ? now : row.time("stopped_at");
        jdbc.update(
                "insert into loop (id, study_name, cluster, status, reason, guidance, plan_json, job_options_json, agent,"
                        + " created_at, ended_at, told) values (?, ?, ?, ?, ?, ?, ?, '{}', ?, ?, ?, 1)",
                Bind.of(
                        id,
                        row.text("study_name", ""),
                        row.text("cluster", ""),
                        ended.orElse(LoopStatus.STOPPED),
                        ended.isEmpty() ? "ResearchLoop 0.1 to 0.3, which ran it, was stopped" : null,
                        guidance(row),
                        Json.write(plan),
                        AGENT,
                        row.created(),
                        end == null ? row.created() : end));
    }

    void sprint(PythonRow row) {
        String id = row.text("id", "");
        String idea = row.text("idea", "");
        SprintStatus status = status(row.text("status", ""));
        Instant started = row.time("started_at");
        Instant ended = row.time("completed_at");
        String error = row.text("error");
        if (status == null) {
            ended = now;
            error = abandoned(row);
            abandoned.add("Sprint " + id + ": " + error);
        }
        jdbc.update(
                "insert into sprint (id, study_name, cluster, idea_preview, status, attempt, job_id, directory, created_at,"
                        + " started_at, attempt_started_at, completed_at, ran_seconds, error, session_id, loop_id, agent,"
                        + " max_run_seconds, max_attempts, grace_seconds, workflow_started)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1, 0, 1)",
                Bind.of(
                        id,
                        row.text("study_name", ""),
                        row.text("cluster", ""),
                        SprintTexts.preview(idea),
                        status == null ? SprintStatus.FAILED : status,
                        row.text("job_id") == null ? 0 : 1,
                        row.text("job_id"),
                        directory(row),
                        row.created(),
                        started,
                        started,
                        Stream.of(ended, started, row.created())
                                .filter(Objects::nonNull)
                                .findFirst()
                                .orElse(now),
                        status == null || started == null || ended == null || ended.isBefore(started)
                                ? 0
                                : Duration.between(started, ended).toSeconds(),
                        error,
                        row.text("session_id"),
                        row.text("loop_id"),
                        AGENT,
                        TIME_LIMIT.toSeconds()));
        jdbc.update(
                "insert into sprint_text (sprint_id, idea, summary, metadata_json) values (?, ?, ?, ?)",
                Bind.of(id, idea, row.text("summary"), row.text("metadata_json", "{}")));
        texts.index(id);
        turn(id, row.text("loop_id"), row.created());
    }

    private void turn(String sprintId, @Nullable String loopId, Instant since) {
        if (loopId == null) {
            return;
        }
        Turn before = lastTurns.get(loopId);
        Turn turn = new Turn(before == null ? 1 : before.position() + 1, sprintId);
        int written = jdbc.update(
                "insert into loop_turn (loop_id, position, number, origin, parent, state, sprint_id, since)"
                        + " select ?1, ?, 1, ?, ?, ?, ?, ? where exists (select 1 from loop where id = ?1)",
                Bind.of(
                        loopId,
                        turn.position(),
                        before == null ? TurnOrigin.FIRST : TurnOrigin.NEXT,
                        before == null ? null : before.sprintId(),
                        TurnState.SPRINT,
                        sprintId,
                        since));
        if (written == 1) {
            lastTurns.put(loopId, turn);
        }
    }

    /** Null if it had not ended; the Python program then had the step as its status. */
    private static @Nullable SprintStatus status(String word) {
        return Stream.of(SprintStatus.COMPLETED, SprintStatus.FAILED, SprintStatus.CANCELLED)
                .filter(status -> Bind.word(status).equals(word.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElse(null);
    }

    private static String abandoned(PythonRow row) {
        String job =
                row.text("job_id") == null ? "It had no job yet." : "Its job " + row.text("job_id") + " may still run.";
        String directory = directory(row).isEmpty() ? "" : " What it wrote is in " + directory(row) + ".";
        return "ResearchLoop 0.1 to 0.3 was stopped before this sprint had ended (it stood at "
                + row.text("status", "?") + "), and this version does not follow it. " + job + directory;
    }

    /** That program kept the folder's name, or the whole path. */
    private static String directory(PythonRow row) {
        String directory = row.text("directory", "");
        String parent = row.text("sprints_dir", "");
        return directory.isEmpty() || directory.startsWith("/") || parent.isEmpty()
                ? directory
                : parent + "/" + directory;
    }

    /** The guidance of the loop, among other things. */
    private static String guidance(PythonRow row) {
        try {
            JsonElement metadata = JsonParser.parseString(row.text("metadata_json", "{}"));
            JsonElement context =
                    metadata.isJsonObject() ? metadata.getAsJsonObject().get("context") : null;
            return context == null || !context.isJsonPrimitive() ? "" : context.getAsString();
        } catch (JsonParseException e) {
            return "";
        }
    }
}
