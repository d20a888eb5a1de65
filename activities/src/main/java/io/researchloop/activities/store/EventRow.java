package io.researchloop.activities.store;

import java.time.Instant;

/**
 * Something that changed on a sprint.
 *
 * @param seq counts up over all sprints; the id of a server-sent event
 * @param kind {@code status}, {@code heartbeat}, {@code step}, {@code results} or {@code cancel}
 * @param dataJson short; the state itself is read from the store
 */
public record EventRow(long seq, String sprintId, String kind, Instant at, String dataJson) {}
