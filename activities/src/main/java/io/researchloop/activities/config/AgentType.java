package io.researchloop.activities.config;

/** Which agent works on a study's sprints. */
public enum AgentType implements Word {
    CLAUDE,
    /** A plain file of steps instead of a model, for demonstrations and tests. */
    SCRIPTED
}
