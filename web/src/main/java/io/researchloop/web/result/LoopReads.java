package io.researchloop.web.result;

import io.researchloop.activities.store.LoopPage;
import io.researchloop.activities.store.LoopRow;
import io.researchloop.activities.store.LoopStore;
import io.researchloop.activities.store.LoopTurnRow;
import io.researchloop.activities.store.Spending;
import io.researchloop.web.command.Rejection;
import io.researchloop.workflows.model.Spend;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads loops with their progress. */
@Component
public class LoopReads {
    private static final int MAX_PAGE = 200;

    private final LoopStore loops;
    private final Spending spending;

    LoopReads(LoopStore loops, Spending spending) {
        this.loops = loops;
        this.spending = spending;
    }

    /** @param next the cursor of the next page; null on the last one */
    public record Page(List<LoopProgress> loops, @Nullable Long next) {}

    /** Newest first. */
    public Page list(@Nullable String study, @Nullable Long cursor, int limit) {
        String wanted = study == null || study.isBlank() ? null : study;
        LoopPage page = loops.list(wanted, cursor, Math.max(1, Math.min(limit, MAX_PAGE)));
        return new Page(page.loops().stream().map(this::progress).toList(), page.next());
    }

    /** The study's newest loop that has not ended; if all have, the newest; empty if there is none. */
    public Optional<LoopProgress> current(String study) {
        return loops.current(study).map(this::progress);
    }

    /** @throws Rejection if there is no such loop */
    public LoopProgress find(String id) {
        return loops.find(id).map(this::progress).orElseThrow(() -> Rejection.unknown("Loop not found"));
    }

    /** What its sprints have spent in their steps, in US dollars by the step's name. */
    public Map<String, Double> stepCosts(String id) {
        return spending.stepsOfLoop(id);
    }

    private LoopProgress progress(LoopRow loop) {
        List<LoopTurnRow> turns = loops.turns(loop);
        double ideas = turns.stream().mapToDouble(LoopTurnRow::ideaCostUsd).sum();
        return new LoopProgress(loop, turns, spending.ofLoop(loop.id()).plus(new Spend(ideas, 0)));
    }
}
