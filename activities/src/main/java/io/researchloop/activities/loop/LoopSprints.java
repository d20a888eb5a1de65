package io.researchloop.activities.loop;

import io.researchloop.activities.config.AgentType;
import io.researchloop.activities.config.Configuration;
import io.researchloop.activities.config.StudyConfig;
import io.researchloop.activities.sprint.SprintDrafts;
import io.researchloop.activities.store.LoopDesk;
import io.researchloop.activities.store.LoopRow;
import io.researchloop.activities.store.LoopTurnRow;
import io.researchloop.activities.store.NewSprint;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Begins a loop's sprints: as rows, in the transaction of the turn that they belong to. */
@Component
public final class LoopSprints {
    /** In hours. */
    private static final double SECOND = 1 / 3600.0;

    private final Configuration configuration;
    private final SprintDrafts drafts;

    LoopSprints(Configuration configuration, SprintDrafts drafts) {
        this.configuration = configuration;
        this.drafts = drafts;
    }

    /**
     * @param idea null if the sprint's own agent is to have it
     * @return why it cannot begin; empty if it did
     */
    public Optional<String> begin(LoopDesk desk, int position, int number, @Nullable String idea) {
        LoopRow loop = desk.row();
        Optional<StudyConfig> study = configuration.study(loop.studyName());
        if (study.isEmpty()) {
            return Optional.of("The study " + loop.studyName() + " is not in " + configuration.file()
                    + " any more. Put it back, and resume the loop.");
        }
        NewSprint sprint = drafts.draft(
                study.get(),
                new SprintDrafts.Wish(
                        idea == null ? "" : idea,
                        idea == null ? loop.id() + " " + position : idea,
                        loop.jobOptions(),
                        AgentType.valueOf(loop.agent().toUpperCase(Locale.ROOT)),
                        loop.model(),
                        costLimit(desk, study.get()),
                        gpuLimit(desk, study.get()),
                        loop.id(),
                        null,
                        null));
        desk.sprint(position, number, sprint);
        return Optional.empty();
    }

    /** So that the loop's sprints together cannot cost more than the loop may; what runs has its part already. */
    private static @Nullable Double costLimit(LoopDesk desk, StudyConfig study) {
        LoopRow loop = desk.row();
        Double own = loop.sprintCostUsd() == null ? study.maxCostUsd() : loop.sprintCostUsd();
        List<LoopTurnRow> turns = desk.turns();
        Double left = loop.plan().budget().costLeft(desk.spent(turns));
        double promised = turns.stream().mapToDouble(LoopTurnRow::reservedUsd).sum();
        // Never 0, which would be no limit to some and no sprint to others: the least there is to spend.
        return share(loop, turns, left, promised, 0.01, own);
    }

    /** The same of GPU hours. */
    private static @Nullable Double gpuLimit(LoopDesk desk, StudyConfig study) {
        List<LoopTurnRow> turns = desk.turns();
        Double left = desk.row().plan().budget().gpuHoursLeft(desk.spent(turns));
        return share(desk.row(), turns, left, desk.promisedGpuHours(), SECOND, study.maxGpuHours());
    }

    /**
     * One sprint's share of a limit.
     *
     * @param left of the loop's limit; null: it has none
     * @param promised to the sprints at work, of that
     * @param own limit of a sprint; null: it has none
     */
    private static @Nullable Double share(
            LoopRow loop,
            List<LoopTurnRow> turns,
            @Nullable Double left,
            double promised,
            double least,
            @Nullable Double own) {
        if (left == null) {
            return own;
        }
        long atWork = turns.stream()
                .map(turn -> turn.turn().sprintStatus())
                .filter(status -> status != null && !status.terminal())
                .count();
        // Those that may begin beside it get as much: the first one must not take all.
        long places = Math.max(1, Math.min(loop.plan().parallel(), loop.plan().count()) - atWork);
        double most = Math.max(least, (left - promised) / (double) places);
        return own == null ? most : Math.min(own, most);
    }
}
