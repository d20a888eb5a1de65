package io.researchloop.activities.store;

import io.researchloop.activities.metric.Metric;
import io.researchloop.activities.metric.MetricsFile;
import io.researchloop.workflows.model.MetricDirection;
import io.researchloop.workflows.model.SprintStatus;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;

/** What sprints measured. */
public final class Metrics {
    private static final String COMMONEST_FIRST = " order by sprints desc, position, name, split";
    static final String IN_STUDY = "select name, split, sprints,"
            + " (select d.direction from metric d where d.study_name = m.study_name and d.name = m.name"
            + " and d.split = m.split and d.direction is not null order by d.seq desc limit 1),"
            + " (select u.unit from metric u where u.study_name = m.study_name and u.name = m.name"
            + " and u.split = m.split and u.unit is not null order by u.seq desc limit 1)"
            + " from study_metric m where study_name = ?" + COMMONEST_FIRST;
    private static final String COMPARED =
            "select m.sprint_id, m.best_before, m.name, m.split, m.value, m.unit, m.direction";
    static final String OF_SPRINT = COMPARED + " from metric m where m.sprint_id = ? order by m.position";
    static final String OF_THEIR_STUDIES = COMPARED
            + " from json_each(?) asked cross join sprint s on s.id = asked.value"
            + " cross join metric m on m.sprint_id = s.id and (m.name, m.split) = (select name, split from study_metric"
            + " where study_name = s.study_name" + COMMONEST_FIRST + " limit 1)";
    static final String BEST = "select m.sprint_id, m.value from metric m join sprint s on s.seq = m.seq"
            + " where m.study_name = ? and m.name = ? and m.split = ? and s.status = 'completed'"
            + " order by m.value %s, m.seq asc limit ?";
    private static final String SOME_COMPLETED =
            "select count(*) from (select 1 from metric m join sprint s on s.seq = m.seq"
                    + " where m.study_name = ? and m.name = ? and m.split = ? and s.status = 'completed'";
    static final String COMPLETED = SOME_COMPLETED + " limit ?)";
    static final String BEFORE = SOME_COMPLETED + " and m.value %1$s= ? and (m.value %1$s ? or m.seq < ?) limit ?)";
    static final String LATEST = "select s.seq, s.id, s.status,"
            + " (select m.value from metric m where m.sprint_id = s.id and m.name = ? and m.split = ?)"
            + " from sprint s where s.study_name = ? order by s.seq desc limit ?";

    private final JdbcOperations jdbc;

    Metrics(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    /** In the order of the sprint's file. */
    public List<Metric> of(String sprintId) {
        return jdbc.query(
                "select name, split, value, unit, direction from metric where sprint_id = ? order by position",
                Bind.of(sprintId),
                (row, number) -> metric(new Columns(row)));
    }

    /** The same, each with the best that the study had before. */
    public List<StudyValue> comparedOf(String sprintId) {
        return jdbc.query(OF_SPRINT, Bind.of(sprintId), (row, number) -> compared(new Columns(row)));
    }

    /** What each of these sprints has for the metric that most sprints of its study have, by its id. */
    public Map<String, StudyValue> ofTheirStudies(Collection<String> sprintIds) {
        if (sprintIds.isEmpty()) {
            return Map.of();
        }
        Map<String, StudyValue> values = new HashMap<>();
        jdbc.query(OF_THEIR_STUDIES, Bind.of(Payload.write(sprintIds)), result -> {
            StudyValue value = compared(new Columns(result));
            values.put(value.sprintId(), value);
        });
        return values;
    }

    private static StudyValue compared(Columns row) throws SQLException {
        String sprintId = row.text();
        Double bestBefore = row.realOrNull();
        return new StudyValue(sprintId, metric(row), bestBefore);
    }

    private static Metric metric(Columns row) throws SQLException {
        return new Metric(row.text(), row.text(), row.real(), row.textOrNull(), row.wordOrNull(MetricDirection.class));
    }

    /** What is wrong with the sprint's {@code metrics.json}; empty if nothing is. */
    public Optional<String> fault(String sprintId) {
        return jdbc
                .query(
                        "select fault from metric_fault where sprint_id = ?",
                        Bind.of(sprintId),
                        (row, number) -> row.getString(1))
                .stream()
                .findFirst();
    }

    /** What the study's sprints have measured: what most of them have comes first. */
    public List<StudyMetric> inStudy(String study) {
        return jdbc.query(IN_STUDY, Bind.of(study), (result, number) -> {
            Columns row = new Columns(result);
            String name = row.text();
            String split = row.text();
            int sprints = row.integer();
            return new StudyMetric(name, split, sprints, row.wordOrNull(MetricDirection.class), row.textOrNull());
        });
    }

    /** The study's completed sprints, best first; of equal ones the oldest. */
    public List<MetricValue> best(String study, StudyMetric metric, MetricDirection direction, int limit) {
        return jdbc.query(
                BEST.formatted(direction == MetricDirection.MAX ? "desc" : "asc"),
                Bind.of(study, metric.name(), metric.split(), limit),
                (result, number) -> {
                    Columns row = new Columns(result);
                    return new MetricValue(row.text(), row.real());
                });
    }

    /** In the order of {@link #best}; empty if no other sprint has the metric, or too many come before this one. */
    public Optional<MetricRank> rank(SprintRow sprint, StudyMetric metric, MetricDirection direction, double value) {
        int limit = MetricRank.COUNTED + 1;
        int sprints = count(COMPLETED, Bind.of(sprint.studyName(), metric.name(), metric.split(), limit));
        int before = count(
                BEFORE.formatted(direction == MetricDirection.MAX ? ">" : "<"),
                Bind.of(sprint.studyName(), metric.name(), metric.split(), value, value, sprint.seq(), limit));
        return sprints < 2 || before >= MetricRank.COUNTED
                ? Optional.empty()
                : Optional.of(new MetricRank(before + 1, sprints));
    }

    private int count(String sql, Bind arguments) {
        return jdbc.query(sql, arguments, (row, number) -> new Columns(row).integer())
                .get(0);
    }

    /** The study's last sprints, oldest first, each with its value. */
    public List<SprintPoint> latest(String study, StudyMetric metric, int limit) {
        List<SprintPoint> points = new ArrayList<>(
                jdbc.query(LATEST, Bind.of(metric.name(), metric.split(), study, limit), Metrics::point));
        Collections.reverse(points);
        return points;
    }

    private static SprintPoint point(ResultSet result, int ignored) throws SQLException {
        Columns row = new Columns(result);
        return new SprintPoint(row.number(), row.text(), row.word(SprintStatus.class), row.realOrNull());
    }

    /** Within a write, of a sprint that there is: takes the place of what was there. */
    void save(SprintRow sprint, MetricsFile file) {
        jdbc.update("update sprint_text set metrics_json = ? where sprint_id = ?", Bind.of(file.json(), sprint.id()));
        jdbc.update("delete from metric_fault where sprint_id = ?", Bind.of(sprint.id()));
        if (file.fault() != null) {
            jdbc.update(
                    "insert into metric_fault (sprint_id, fault) values (?, ?)", Bind.of(sprint.id(), file.fault()));
        }
        List<@Nullable Double> before = file.metrics().stream()
                .map(metric -> bestBefore(sprint, metric))
                .collect(Collectors.toCollection(ArrayList::new));
        jdbc.update("delete from metric where sprint_id = ?", Bind.of(sprint.id()));
        List<Metric> metrics = file.metrics();
        for (int position = 0; position < metrics.size(); position++) {
            Metric metric = metrics.get(position);
            jdbc.update(
                    "insert into metric (sprint_id, name, split, position, value, unit, direction, best_before,"
                            + " study_name, seq) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    Bind.of(
                            sprint.id(),
                            metric.name(),
                            metric.split(),
                            position,
                            metric.value(),
                            metric.unit(),
                            metric.direction(),
                            before.get(position),
                            sprint.studyName(),
                            sprint.seq()));
        }
    }

    /** Once a sprint has ended, what it is compared with stays: those that came after it were not there before. */
    private @Nullable Double bestBefore(SprintRow sprint, Metric metric) {
        MetricDirection direction = metric.direction();
        if (direction == null) {
            return null;
        }
        if (sprint.status().terminal()) {
            return jdbc
                    .query(
                            "select best_before from metric where sprint_id = ? and name = ? and split = ?",
                            Bind.of(sprint.id(), metric.name(), metric.split()),
                            (row, number) -> Optional.ofNullable(new Columns(row).realOrNull()))
                    .stream()
                    .flatMap(Optional::stream)
                    .findFirst()
                    .orElse(null);
        }
        StudyMetric of = new StudyMetric(metric.name(), metric.split(), 0, direction, null);
        return best(sprint.studyName(), of, direction, 1).stream()
                .findFirst()
                .map(MetricValue::value)
                .orElse(null);
    }
}
