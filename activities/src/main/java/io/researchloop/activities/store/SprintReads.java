package io.researchloop.activities.store;

import io.researchloop.runner.protocol.StepReport;
import io.researchloop.workflows.model.JobRef;
import io.researchloop.workflows.model.SprintSnapshot;
import io.researchloop.workflows.model.SprintStatus;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;

/** Reads sprints. */
final class SprintReads {
    static final int MAX_PAGE = 1_000;

    static final String LIVE = SprintRows.SELECT
            + " indexed by sprint_unended where s.status in ('pending', 'queued', 'submitted', 'running') order by s.seq";
    static final String NOT_STARTED = "select id from sprint where workflow_started = 0 order by seq limit ?";
    static final String WITH_SLOT =
            "select s.id, s.attempt, s.cluster, s.job_id, s.job_name, s.directory, s.status, a.submitted_at"
                    + " from sprint s left join attempt a on a.sprint_id = s.id and a.number = s.attempt"
                    + " where s.cluster = ? and s.status in ('submitted', 'running') order by s.seq";
    static final String AT_WORK_ON = SprintRows.SELECT + " indexed by sprint_with_slot"
            + " where s.cluster = ? and s.status in ('submitted', 'running') order by s.seq";
    /** A tweak's attempts lie in a directory of its own below the sprint's. */
    static final String TWEAKS_WITH_SLOT =
            "select t.id, t.attempt, t.cluster, t.job_id, t.job_name, s.directory || '/.researchloop/tweaks/' || t.id,"
                    + " t.status, t.submitted_at from tweak t join sprint s on s.id = t.sprint_id"
                    + " where t.cluster = ? and t.status in ('submitted', 'running') order by t.seq";

    static final String RUN_TIMES = "select ran_seconds from sprint indexed by sprint_by_study_and_end"
            + " where study_name = ? and completed_at is not null and status = 'completed' and agent = ?"
            + " and ran_seconds > 0 order by completed_at desc limit ?";

    /** Walks at most so many entries of the index and no row. */
    static final String ENDED_SINCE = "select count(*) from (select 1 from sprint indexed by sprint_by_status_and_end"
            + " where status = ? and completed_at > ? limit ?)";

    static final String STARTING_WITH = SprintRows.SELECT + " where s.id >= ? and s.id < ? order by s.id limit ?";

    /** Walks a study's entries of the index and no row. */
    static final String COUNTS_OF_STUDY = "select status, count(*) from sprint indexed by sprint_by_study_and_status"
            + " where study_name = ? group by status";

    private final JdbcOperations jdbc;
    private final SprintTexts texts;
    private final SprintDetails details;
    private final Steps steps;
    private final QueueLine line;

    SprintReads(JdbcOperations jdbc, SprintTexts texts, SprintDetails details, Steps steps, QueueLine line) {
        this.jdbc = jdbc;
        this.texts = texts;
        this.details = details;
        this.steps = steps;
        this.line = line;
    }

    Optional<SprintRow> find(String id) {
        return SprintRows.find(jdbc, id).map(row -> line.placed(List.of(row)).get(0));
    }

    Optional<SprintDetail> detail(String id) {
        return find(id).map(details::of);
    }

    SprintPage list(SprintFilter filter, SprintOrder order, @Nullable Long cursor, int limit) {
        if (limit < 1 || limit > MAX_PAGE) {
            throw new IllegalArgumentException("a page has 1 to " + MAX_PAGE + " sprints, not " + limit);
        }
        SprintQuery query = SprintQuery.of(filter, order, cursor, limit + 1);
        List<SprintRow> rows = jdbc.query(query.sql(), query.arguments(), SprintRows::map);
        boolean more = rows.size() > limit;
        List<SprintRow> page = line.placed(more ? rows.subList(0, limit) : rows);
        return new SprintPage(page, more ? page.get(limit - 1).seq() : null);
    }

    Map<String, SprintText> texts(Collection<String> ids) {
        return texts.of(ids);
    }

    Map<String, List<StepReport>> steps(Collection<String> ids) {
        return steps.of(ids);
    }

    Optional<String> text(String id, TextKind kind) {
        return texts.text(id, kind);
    }

    List<SprintSnapshot> live() {
        return jdbc.query(LIVE, SprintRows::map).stream()
                .map(SprintRow::snapshot)
                .toList();
    }

    List<String> notStarted(int limit) {
        return jdbc.query(NOT_STARTED, Bind.of(limit), (row, number) -> new Columns(row).text());
    }

    List<LiveJob> liveJobs(String cluster) {
        List<LiveJob> jobs = new ArrayList<>(jdbc.query(WITH_SLOT, Bind.of(cluster), SprintReads::liveJob));
        jobs.addAll(jdbc.query(TWEAKS_WITH_SLOT, Bind.of(cluster), SprintReads::liveJob));
        return jobs;
    }

    List<SprintRow> atWorkOn(String cluster) {
        return jdbc.query(AT_WORK_ON, Bind.of(cluster), SprintRows::map);
    }

    Map<String, Integer> inLine() {
        return line.lengths();
    }

    List<String> slotHolders(String cluster) {
        return liveJobs(cluster).stream().map(LiveJob::sprintId).toList();
    }

    List<Duration> runTimes(String study, String agent, int limit) {
        return jdbc.query(
                RUN_TIMES,
                Bind.of(study, agent, limit),
                (row, number) -> Duration.ofSeconds(new Columns(row).number()));
    }

    int endedSince(SprintStatus status, Instant since, int atMost) {
        return jdbc.query(ENDED_SINCE, Bind.of(status, since, atMost), (row, number) -> new Columns(row).integer())
                .get(0);
    }

    List<SprintRow> startingWith(String beginning, int limit) {
        return jdbc.query(STARTING_WITH, Bind.of(beginning, beginning + Character.MAX_VALUE, limit), SprintRows::map);
    }

    Map<SprintStatus, Integer> counts() {
        Map<SprintStatus, Integer> counts = new EnumMap<>(SprintStatus.class);
        jdbc.query("select status, n from sprint_count", result -> {
            Columns row = new Columns(result);
            counts.put(row.word(SprintStatus.class), row.integer());
        });
        return counts;
    }

    Map<SprintStatus, Integer> counts(String study) {
        Map<SprintStatus, Integer> counts = new EnumMap<>(SprintStatus.class);
        for (SprintStatus status : SprintStatus.values()) {
            counts.put(status, 0);
        }
        jdbc.query(COUNTS_OF_STUDY, Bind.of(study), result -> {
            Columns row = new Columns(result);
            counts.put(row.word(SprintStatus.class), row.integer());
        });
        return counts;
    }

    private static LiveJob liveJob(ResultSet result, int ignored) throws SQLException {
        Columns row = new Columns(result);
        return new LiveJob(
                row.text(), row.integer(), job(row), row.text(), row.word(SprintStatus.class), row.timeOrNull());
    }

    private static @Nullable JobRef job(Columns row) throws SQLException {
        String cluster = row.text();
        String id = row.textOrNull();
        String name = row.textOrNull();
        return id == null || name == null ? null : new JobRef(cluster, id, name);
    }
}
