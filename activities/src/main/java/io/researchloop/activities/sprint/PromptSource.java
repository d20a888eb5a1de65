package io.researchloop.activities.sprint;

import io.researchloop.activities.config.Configuration;
import io.researchloop.activities.config.ContextAssembler;
import io.researchloop.activities.config.StudyConfig;
import io.researchloop.activities.idea.IdeaBriefs;
import io.researchloop.activities.prompt.PromptContext;
import io.researchloop.activities.store.LoopRow;
import io.researchloop.activities.store.LoopStore;
import io.researchloop.activities.store.LoopTurnRow;
import io.researchloop.activities.store.SprintRow;
import io.researchloop.activities.store.TweakRow;
import io.researchloop.workflows.loop.LoopTurn;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** What a sprint's prompts are made from: its study, and its loop if it belongs to one. */
@Component
final class PromptSource {
    private final Configuration configuration;
    private final LoopStore loops;
    private final IdeaBriefs briefs;

    PromptSource(Configuration configuration, LoopStore loops, IdeaBriefs briefs) {
        this.configuration = configuration;
        this.loops = loops;
        this.briefs = briefs;
    }

    /**
     * @param idea the sprint's, or the mark that stands for one that is yet to be had
     * @param toBeHad whether the agent is to have it first
     */
    PromptContext of(Owner owner, StudyConfig study, String directory, String idea, boolean toBeHad) {
        SprintRow row = owner.row();
        TweakRow tweak = owner.tweak();
        Optional<LoopRow> loop = loop(row);
        LoopTurn turn = toBeHad ? loop.flatMap(found -> turn(found, row)).orElse(null) : null;
        return new PromptContext(
                row.studyName(),
                row.id(),
                idea,
                loop.map(LoopRow::guidance).orElse(""),
                new ContextAssembler(configuration).context(study),
                directory,
                study.redTeamMaxRounds(),
                Duration.ofSeconds(tweak == null ? row.maxRunSeconds() : tweak.maxRunSeconds()),
                owner.maxCostUsd(),
                turn == null ? null : briefs.brief(loop.orElseThrow(), turn));
    }

    /** The ideas that the new one must not repeat. */
    List<String> earlier(SprintRow row) {
        return loop(row).map(briefs::earlier).orElse(List.of());
    }

    /** For an idea that is written before there is a sprint. */
    PromptContext of(LoopRow loop, LoopTurn turn, StudyConfig study, String directory, String mark) {
        return new PromptContext(
                loop.studyName(),
                loop.id(),
                mark,
                loop.guidance(),
                new ContextAssembler(configuration).context(study),
                directory,
                0,
                study.maxSprintDuration(),
                loop.sprintCostUsd() == null ? study.maxCostUsd() : loop.sprintCostUsd(),
                briefs.brief(loop, turn));
    }

    List<String> earlier(LoopRow loop) {
        return briefs.earlier(loop);
    }

    private Optional<LoopRow> loop(SprintRow row) {
        return Optional.ofNullable(row.loopId()).flatMap(loops::find);
    }

    private Optional<LoopTurn> turn(LoopRow loop, SprintRow row) {
        return loops.turns(loop).stream()
                .map(LoopTurnRow::turn)
                .filter(turn -> row.id().equals(turn.sprintId()))
                .findFirst();
    }
}
