package io.researchloop.workflows.loop;

/** How far a turn is. */
public enum TurnState {
    /** Its idea is being written, outside of a sprint. */
    WRITING,
    /** Its idea waits for a person's approval. */
    OFFERED,
    /** A person refused its idea, or it was given up before it had a sprint. */
    REFUSED,
    /** No usable idea came. */
    UNUSABLE,
    /** Whoever has the ideas says that none is left; a sprint that was there already for it ended without one. */
    NONE_LEFT,
    /** It has a sprint. */
    SPRINT
}
