package io.researchloop.runner.pipeline;

import io.researchloop.runner.protocol.SprintFiles;
import java.util.Optional;

/**
 * One agent call.
 *
 * @param round from 1 in red-team rounds, else 0
 */
record Step(Kind kind, int round) {
    /** What a step is for. */
    enum Kind {
        GENERATE_IDEA,
        RESEARCH,
        RED_TEAM,
        FIX,
        REPORT,
        SUMMARIZE,
        TWEAK
    }

    static final Step GENERATE_IDEA = new Step(Kind.GENERATE_IDEA, 0);
    static final Step RESEARCH = new Step(Kind.RESEARCH, 0);
    static final Step REPORT = new Step(Kind.REPORT, 0);
    static final Step SUMMARIZE = new Step(Kind.SUMMARIZE, 0);

    static final Step TWEAK = new Step(Kind.TWEAK, 0);

    static Step redTeam(int round) {
        return new Step(Kind.RED_TEAM, round);
    }

    static Step fix(int round) {
        return new Step(Kind.FIX, round);
    }

    String name() {
        return switch (kind) {
            case GENERATE_IDEA -> "generate_idea";
            case RESEARCH -> "research";
            case RED_TEAM -> "red_team_" + round;
            case FIX -> "fix_" + round;
            case REPORT -> "report";
            case SUMMARIZE -> "summarize";
            case TWEAK -> "tweak";
        };
    }

    /** The file without which what follows makes no sense. */
    Optional<String> output() {
        return switch (kind) {
            case RESEARCH, FIX, TWEAK -> Optional.empty();
            case GENERATE_IDEA -> Optional.of(SprintFiles.IDEA);
            case RED_TEAM -> Optional.of(SprintFiles.redTeamRound(round));
            case REPORT -> Optional.of(SprintFiles.REPORT);
            case SUMMARIZE -> Optional.of(SprintFiles.SUMMARY);
        };
    }
}
