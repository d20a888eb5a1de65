package io.researchloop.temporal;

/** What the configuration asks for: {@code [temporal] mode}. */
public enum EngineMode {
    /** External when a target is set, else the dev server when its binary is here, else in memory. */
    AUTO,
    EXTERNAL,
    DEV_SERVER,
    IN_MEMORY
}
