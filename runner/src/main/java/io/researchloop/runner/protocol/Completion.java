package io.researchloop.runner.protocol;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The runner's last word of an attempt: the body of {@code POST /api/webhook/sprint-complete}. The first six fields
 * are version 0.1's; a runner of that version sends no {@code attempt} (0 here) and no {@code outcome}.
 *
 * @param status {@code completed} or {@code failed}
 * @param tweakId set only by a tweak's runner
 * @param attempt the attempt that ends, from 1
 */
public record Completion(
        String sprintId,
        String status,
        @Nullable String summary,
        @Nullable String error,
        @Nullable String idea,
        @Nullable String tweakId,
        int attempt,
        @Nullable Outcome outcome,
        @Nullable String sessionId,
        @Nullable Usage usage,
        @Nullable List<StepReport> steps) {}
