package io.researchloop.activities.store;

import io.researchloop.activities.config.GpuCount;
import java.util.Optional;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcOperations;

/** Commits the rows of new sprints. */
final class NewSprints {
    private final JdbcOperations jdbc;
    private final SprintTexts texts;
    private final EventLog events;
    private final IdempotencyStore answers;

    NewSprints(JdbcOperations jdbc, SprintTexts texts, EventLog events, IdempotencyStore answers) {
        this.jdbc = jdbc;
        this.texts = texts;
        this.events = events;
        this.answers = answers;
    }

    /** Within a write. */
    void insert(NewSprint sprint) {
        try {
            insertRow(sprint);
        } catch (DuplicateKeyException e) {
            throw new IllegalStateException("there is a sprint " + sprint.id() + " already", e);
        }
        texts.create(sprint);
        int gpus = GpuCount.of(sprint.jobOptions());
        if (gpus > 0) {
            jdbc.update("insert into sprint_gpu (sprint_id, gpus) values (?, ?)", Bind.of(sprint.id(), gpus));
        }
        events.append(sprint.id(), "status", new StatusChange("pending", 0));
    }

    /** Within a write: with the answer to the request that asks for it, or not at all if that is a repeat. */
    Optional<IdempotencyEntry> insertOnce(NewSprint sprint, IdempotencyEntry answer) {
        Optional<IdempotencyEntry> earlier = answers.find(answer.key(), answer.route());
        if (earlier.isEmpty()) {
            insert(sprint);
            answers.insert(answer);
        }
        return earlier;
    }

    private void insertRow(NewSprint sprint) {
        jdbc.update(
                "insert into sprint (id, study_name, cluster, idea_preview, status, directory, created_at, loop_id,"
                        + " agent, model, max_run_seconds, max_attempts, max_cost_usd, grace_seconds, resubmit_of,"
                        + " started_by)"
                        + " values (?, ?, ?, ?, 'pending', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                Bind.of(
                        sprint.id(),
                        sprint.studyName(),
                        sprint.cluster(),
                        SprintTexts.preview(sprint.idea()),
                        sprint.directory(),
                        sprint.createdAt(),
                        sprint.loopId(),
                        sprint.agent(),
                        sprint.model(),
                        sprint.maxRunSeconds(),
                        sprint.maxAttempts(),
                        sprint.maxCostUsd(),
                        sprint.graceSeconds(),
                        sprint.resubmitOf(),
                        sprint.startedBy()));
    }
}
