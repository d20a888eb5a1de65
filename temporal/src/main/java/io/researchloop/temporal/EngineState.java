package io.researchloop.temporal;

/** How the engine is doing. */
public enum EngineState {
    /** On its way up for the first time. */
    STARTING,
    /** Serving, with our workers polling it. */
    READY,
    /** Not serving; the connection keeps trying. */
    DOWN
}
