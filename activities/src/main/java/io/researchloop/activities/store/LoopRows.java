package io.researchloop.activities.store;

import io.researchloop.runner.protocol.Json;
import io.researchloop.workflows.loop.LoopMetric;
import io.researchloop.workflows.loop.LoopPlan;
import io.researchloop.workflows.loop.LoopStatus;
import io.researchloop.workflows.loop.LoopTurn;
import io.researchloop.workflows.loop.TurnOrigin;
import io.researchloop.workflows.loop.TurnState;
import io.researchloop.workflows.model.SprintStatus;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;

/** Reads rows of the tables loop and loop_turn. */
final class LoopRows {
    static final String SELECT = "select seq, id, study_name, cluster, status, stop_now, reason, guidance, plan_json,"
            + " job_options_json, agent, model, sprint_cost_usd, started_by, created_at, ended_at, news, told from loop";
    static final String LIST = SELECT + " where seq < ? order by seq desc limit ?";
    static final String LIST_OF_STUDY = SELECT + " where study_name = ? and seq < ? order by seq desc limit ?";
    static final String UNENDED_OF_STUDY = SELECT + " indexed by loop_unended where study_name = ?"
            + " and status in ('running', 'paused', 'stopping') order by seq desc limit 1";
    static final String UNTOLD = SELECT + " where told < news order by seq limit ?";
    static final String OFFERED = "select t.loop_id, t.position, coalesce(t.idea, ''), t.since"
            + " from loop_turn t indexed by loop_turn_offered join loop l on l.id = t.loop_id"
            + " where t.state = 'offered' and l.status in ('running', 'paused') order by t.since limit ?";
    /** That no idea was left shows only at its end, where the sprint's own agent was to have it. */
    private static final String STATE = "case when t.state = 'sprint' and s.status = 'cancelled' and exists (select 1"
            + " from attempt a where a.sprint_id = t.sprint_id and a.outcome = 'no_idea_left')"
            + " then 'none_left' else t.state end";

    static final String TURNS =
            "select t.position, t.number, t.origin, t.parent, " + STATE + ", t.forgiven, t.sprint_id,"
                    + " s.status, (select m.value from metric m where m.sprint_id = t.sprint_id and m.name = ?2"
                    + " order by m.split limit 1), t.since, coalesce(t.detail, s.error), coalesce(nullif(x.idea, ''), t.idea),"
                    + " t.reason, t.cost_usd, coalesce(s.cost_usd, 0), s.max_cost_usd, s.created_at, s.completed_at"
                    + " from loop_turn t left join sprint s on s.id = t.sprint_id"
                    + " left join sprint_text x on x.sprint_id = t.sprint_id"
                    + " where t.loop_id = ?1 order by t.position, t.number";

    private LoopRows() {}

    static Optional<LoopRow> find(JdbcOperations jdbc, String id) {
        return jdbc.query(SELECT + " where id = ?", Bind.of(id), LoopRows::map).stream()
                .findFirst();
    }

    static List<LoopTurnRow> turns(JdbcOperations jdbc, String loopId, @Nullable LoopMetric metric) {
        return jdbc.query(TURNS, Bind.of(loopId, metric == null ? "" : metric.name()), LoopRows::turn);
    }

    static LoopRow map(ResultSet result, int ignored) throws SQLException {
        Columns row = new Columns(result);
        return new LoopRow(
                row.number(),
                row.text(),
                row.text(),
                row.text(),
                row.word(LoopStatus.class),
                row.flag(),
                row.textOrNull(),
                row.text(),
                Json.read(row.text(), LoopPlan.class),
                Payload.map(row.text()),
                row.text(),
                row.textOrNull(),
                row.realOrNull(),
                row.textOrNull(),
                row.time(),
                row.timeOrNull(),
                row.number(),
                row.number());
    }

    private static LoopTurnRow turn(ResultSet result, int ignored) throws SQLException {
        Columns row = new Columns(result);
        LoopTurn turn = new LoopTurn(
                row.integer(),
                row.integer(),
                row.word(TurnOrigin.class),
                row.textOrNull(),
                row.word(TurnState.class),
                row.flag(),
                row.textOrNull(),
                row.wordOrNull(SprintStatus.class),
                row.realOrNull(),
                row.time(),
                row.textOrNull());
        return new LoopTurnRow(
                turn,
                row.textOrNull(),
                row.textOrNull(),
                row.real(),
                row.real(),
                row.realOrNull(),
                row.timeOrNull(),
                row.timeOrNull());
    }
}
