package io.researchloop.activities.store;

import io.researchloop.workflows.model.Spend;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;

/** What studies, loops and sprints have spent. The time of an attempt that runs now counts up to now. */
public final class Spending {
    static final String OF_STUDY = "select cost_usd, gpu_seconds from study_spend where study_name = ?";
    static final String RUNNING = "select g.gpus, s.attempt_started_at from sprint s"
            + " join sprint_gpu g on g.sprint_id = s.id where s.study_name = ? and s.status = 'running'";
    static final String OF_LOOP = "select s.cost_usd, s.ran_seconds, s.status = 'running', s.attempt_started_at,"
            + " coalesce(g.gpus, 0) from sprint s left join sprint_gpu g on g.sprint_id = s.id where s.loop_id = ?";
    private static final String OF_SPRINT = OF_LOOP.replace("s.loop_id = ?", "s.id = ?");
    static final String STEPS_OF_LOOP = "select t.name, sum(t.cost_usd) from sprint s join step t on t.sprint_id = s.id"
            + " where s.loop_id = ? group by t.name";
    static final String ENDED_BY_CLUSTER = "select s.cluster, count(*), sum(s.cost_usd),"
            + " sum(s.ran_seconds * coalesce(g.gpus, 0)) from sprint s indexed by sprint_by_end"
            + " left join sprint_gpu g on g.sprint_id = s.id"
            + " where s.completed_at is not null and s.completed_at >= ? group by s.cluster";
    static final String AT_WORK = "select g.gpus, s.max_run_seconds - s.ran_seconds, s.status = 'running',"
            + " s.attempt_started_at from sprint s join sprint_gpu g on g.sprint_id = s.id where s.loop_id = ?"
            + " and s.status in ('pending', 'queued', 'submitted', 'running')";
    static final String RUNNING_TWEAKS =
            "select gpus, attempt_started_at from tweak where study_name = ? and gpus > 0 and status = 'running'";
    static final String UNENDED = "select id from sprint where study_name = ? and status in"
            + " ('pending', 'queued', 'submitted', 'running') and cancel_reason is null order by seq";

    static final String BETWEEN = "select study_name, sum(cost_usd), sum(gpu_seconds) from spend_by_time"
            + " where at >= ? and at < ? group by study_name";

    private final JdbcOperations jdbc;
    private final GroupCommit writes;
    private final NoticeLog notices;
    private final Clock clock;

    Spending(JdbcOperations jdbc, GroupCommit writes, NoticeLog notices, Clock clock) {
        this.jdbc = jdbc;
        this.writes = writes;
        this.notices = notices;
        this.clock = clock;
    }

    public Spend ofStudy(String study) {
        Spend ended = jdbc
                .query(OF_STUDY, Bind.of(study), (result, number) -> {
                    Columns row = new Columns(result);
                    return new Spend(row.real(), row.number());
                })
                .stream()
                .findFirst()
                .orElse(Spend.NOTHING);
        return ended.plus(new Spend(0, running(RUNNING, study) + running(RUNNING_TWEAKS, study)));
    }

    /**
     * What each study spent in a span of time, as it was heard of; of GPUs what has ended.
     *
     * @param from counted from the quarter of an hour in which it lies
     * @param until up to the one before that in which it lies
     */
    public Map<String, Spend> between(Instant from, Instant until) {
        return jdbc
                .query(BETWEEN, Bind.of(quarter(from), quarter(until)), (result, number) -> {
                    Columns row = new Columns(result);
                    return Map.entry(row.text(), new Spend(row.real(), row.number()));
                })
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static String quarter(Instant time) {
        long length = Duration.ofMinutes(15).toSeconds();
        return Instant.ofEpochSecond(Math.floorDiv(time.getEpochSecond(), length) * length)
                .toString()
                .substring(0, "2026-01-31T12:45".length());
    }

    private long running(String query, String study) {
        return jdbc
                .query(query, Bind.of(study), (result, number) -> {
                    Columns row = new Columns(result);
                    return row.integer() * since(row.timeOrNull());
                })
                .stream()
                .mapToLong(seconds -> seconds)
                .sum();
    }

    public Spend ofLoop(String loopId) {
        return jdbc.query(OF_LOOP, Bind.of(loopId), this::spend).stream().reduce(Spend.NOTHING, Spend::plus);
    }

    /** What the loop's sprints have spent in their steps, in US dollars by the step's name. */
    public Map<String, Double> stepsOfLoop(String loopId) {
        Map<String, Double> steps = new LinkedHashMap<>();
        jdbc.query(STEPS_OF_LOOP, Bind.of(loopId), result -> {
            Columns row = new Columns(result);
            steps.put(row.text(), row.real());
        });
        return steps;
    }

    /**
     * The sprints that have ended on a cluster.
     *
     * @param spend of all their time, also of what lies before
     */
    public record Ended(int sprints, Spend spend) {}

    /** What ended since then, by cluster; those where nothing did are left out. */
    public Map<String, Ended> endedByCluster(Instant since) {
        Map<String, Ended> clusters = new HashMap<>();
        jdbc.query(ENDED_BY_CLUSTER, Bind.of(since), result -> {
            Columns row = new Columns(result);
            clusters.put(row.text(), new Ended(row.integer(), new Spend(row.real(), row.number())));
        });
        return clusters;
    }

    /** GPU seconds that the loop's sprints which have not ended may still spend, by their time limits. */
    long promised(String loopId) {
        return jdbc
                .query(AT_WORK, Bind.of(loopId), (result, number) -> {
                    Columns row = new Columns(result);
                    int gpus = row.integer();
                    long left = row.number();
                    boolean running = row.flag();
                    Instant started = row.timeOrNull();
                    return gpus * Math.max(0, left - (running ? since(started) : 0));
                })
                .stream()
                .mapToLong(seconds -> seconds)
                .sum();
    }

    public Spend ofSprint(String sprintId) {
        return jdbc.query(OF_SPRINT, Bind.of(sprintId), this::spend).stream().reduce(Spend.NOTHING, Spend::plus);
    }

    /** The study's sprints that have not ended and that nobody has cancelled, oldest first. */
    public List<String> unended(String study) {
        return jdbc.query(UNENDED, Bind.of(study), (row, number) -> row.getString(1));
    }

    /** The newest sprint of the study; empty if there is none. */
    public Optional<String> newest(String study) {
        return jdbc
                .query(
                        "select id from sprint where study_name = ? order by seq desc limit 1",
                        Bind.of(study),
                        (row, number) -> row.getString(1))
                .stream()
                .findFirst();
    }

    /**
     * Writes down that a warning of this budget is due, and raises its notice.
     *
     * @param event {@code budget_80} or {@code budget_100}
     * @param budget in words; another budget is warned of anew
     * @param sprintId the sprint that spent the last of it
     * @return false if it was written down before
     */
    public boolean warn(String study, String event, String budget, String sprintId, AddressedNotice notice) {
        return writes.write(() -> {
            int fresh = jdbc.update(
                    "insert into budget_notice (study_name, event, budget, sprint_id, created_at)"
                            + " values (?, ?, ?, ?, ?) on conflict do nothing",
                    Bind.of(study, event, budget, sprintId, clock.instant()));
            if (fresh == 1) {
                notices.insert(notice);
            }
            return fresh == 1;
        });
    }

    private Spend spend(ResultSet result, int ignored) throws SQLException {
        Columns row = new Columns(result);
        double cost = row.real();
        long seconds = row.number();
        boolean running = row.flag();
        Instant started = row.timeOrNull();
        return new Spend(cost, row.integer() * (seconds + (running ? since(started) : 0)));
    }

    private long since(@Nullable Instant start) {
        return start == null
                ? 0
                : Math.max(0, Duration.between(start, clock.instant()).toSeconds());
    }
}
