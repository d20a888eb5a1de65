package io.researchloop.activities.store;

import io.researchloop.runner.protocol.Heartbeat;
import io.researchloop.runner.protocol.Usage;
import io.researchloop.workflows.model.SprintStatus;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;

/** What runners say while they work. It never enters a workflow. */
public final class LiveProgress {
    private record Before(SprintStatus status, int attempt, int liveAttempt, long liveSequence) {}

    /** The data of a {@code heartbeat} event. */
    private record Beat(
            int attempt,
            String phase,
            @Nullable Double costUsd,
            @Nullable Long silentSeconds) {}

    /** The data of a {@code step} event. */
    private record StepNews(String phase) {}

    private final JdbcOperations jdbc;
    private final GroupCommit writes;
    private final Steps steps;
    private final SprintTexts texts;
    private final EventLog events;
    private final Tweaks tweaks;
    private final Clock clock;
    private final List<Consumer<Heartbeat>> listeners = new CopyOnWriteArrayList<>();

    LiveProgress(
            JdbcOperations jdbc,
            GroupCommit writes,
            Steps steps,
            SprintTexts texts,
            EventLog events,
            Tweaks tweaks,
            Clock clock) {
        this.jdbc = jdbc;
        this.writes = writes;
        this.steps = steps;
        this.texts = texts;
        this.events = events;
        this.tweaks = tweaks;
        this.clock = clock;
    }

    /** @param listener hears of each sprint's heartbeat that was news, when it is stored, on the thread that brought it */
    public void listen(Consumer<Heartbeat> listener) {
        listeners.add(listener);
    }

    /**
     * Takes a heartbeat; one of a tweak's runner leaves the sprint as it is.
     *
     * @return false if it is not news: an older one than the last, of an earlier attempt, or for a sprint that is
     *     unknown or has ended
     */
    public boolean heartbeat(Heartbeat heartbeat) {
        if (heartbeat.tweakId() != null) {
            Usage usage = heartbeat.usage();
            return tweaks.heartbeat(heartbeat.tweakId(), heartbeat.sprintId(), usage == null ? null : usage.costUsd());
        }
        Instant now = clock.instant();
        boolean news = writes.write(() -> take(heartbeat, now));
        if (news) {
            listeners.forEach(listener -> listener.accept(heartbeat));
        }
        return news;
    }

    private boolean take(Heartbeat heartbeat, Instant now) {
        Optional<Before> before = before(heartbeat.sprintId());
        if (before.isEmpty() || before.get().status().terminal() || isOld(heartbeat, before.get())) {
            return false;
        }
        int attempt =
                heartbeat.attempt() > 0 ? heartbeat.attempt() : before.get().attempt();
        saveLive(heartbeat, attempt, now);
        saveRow(heartbeat, now);
        texts.idea(heartbeat.sprintId(), heartbeat.idea(), heartbeat.ideaReason());
        boolean news = heartbeat.steps() != null && steps.save(heartbeat.sprintId(), heartbeat.steps());
        Usage usage = heartbeat.usage();
        events.append(
                heartbeat.sprintId(),
                news ? "step" : "heartbeat",
                news
                        ? new StepNews(heartbeat.phase())
                        : new Beat(
                                attempt,
                                heartbeat.phase(),
                                usage == null ? null : usage.costUsd(),
                                heartbeat.silentSeconds()));
        return true;
    }

    private Optional<Before> before(String sprintId) {
        return jdbc
                .query(
                        "select s.status, s.attempt, coalesce(l.attempt, 0), coalesce(l.sequence, -1) from sprint s"
                                + " left join sprint_live l on l.sprint_id = s.id where s.id = ?",
                        Bind.of(sprintId),
                        (result, number) -> {
                            Columns row = new Columns(result);
                            return new Before(row.word(SprintStatus.class), row.integer(), row.integer(), row.number());
                        })
                .stream()
                .findFirst();
    }

    /** A runner of version 0.1 says neither attempt nor sequence: its heartbeats count as they come. */
    private static boolean isOld(Heartbeat heartbeat, Before before) {
        if (heartbeat.attempt() == 0) {
            return false;
        }
        return heartbeat.attempt() < Math.max(before.attempt(), before.liveAttempt())
                || (heartbeat.attempt() == before.liveAttempt() && heartbeat.sequence() <= before.liveSequence());
    }

    private void saveLive(Heartbeat heartbeat, int attempt, Instant now) {
        List<String> files = Objects.requireNonNullElse(heartbeat.recentFiles(), List.of());
        jdbc.update(
                "insert into sprint_live (sprint_id, attempt, sequence, phase, at, silent_seconds, recent_files_json,"
                        + " progress, log_tail, output_tail, node) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                        + " on conflict (sprint_id) do update set attempt = excluded.attempt,"
                        + " sequence = excluded.sequence, phase = excluded.phase, at = excluded.at,"
                        + " silent_seconds = excluded.silent_seconds, recent_files_json = excluded.recent_files_json,"
                        + " node = excluded.node,"
                        + " progress = coalesce(excluded.progress, progress),"
                        + " log_tail = coalesce(excluded.log_tail, log_tail),"
                        + " output_tail = coalesce(excluded.output_tail, output_tail)",
                Bind.of(
                        heartbeat.sprintId(),
                        attempt,
                        heartbeat.sequence(),
                        heartbeat.phase(),
                        heartbeat.at() == null ? now : heartbeat.at(),
                        heartbeat.silentSeconds(),
                        Payload.write(files),
                        heartbeat.progress(),
                        heartbeat.logTail(),
                        heartbeat.outputLog(),
                        heartbeat.node()));
    }

    private void saveRow(Heartbeat heartbeat, Instant now) {
        Usage usage = heartbeat.usage();
        jdbc.update(
                "update sprint set phase = ?2, heartbeat_at = ?3, session_id = coalesce(?4, session_id),"
                        + " cost_usd = coalesce(?5, cost_usd), input_tokens = coalesce(?6, input_tokens),"
                        + " output_tokens = coalesce(?7, output_tokens), turns = coalesce(?8, turns) where id = ?1",
                Bind.of(
                        heartbeat.sprintId(),
                        heartbeat.phase(),
                        now,
                        heartbeat.sessionId(),
                        usage == null ? null : usage.costUsd(),
                        usage == null ? null : usage.inputTokens(),
                        usage == null ? null : usage.outputTokens(),
                        usage == null ? null : usage.turns()));
    }
}
