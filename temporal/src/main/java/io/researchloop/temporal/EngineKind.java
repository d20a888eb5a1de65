package io.researchloop.temporal;

/** Where Temporal runs, once that has been decided. */
public enum EngineKind {
    EXTERNAL("external server"),
    DEV_SERVER("dev server"),
    IN_MEMORY("in memory");

    private final String words;

    EngineKind(String words) {
        this.words = words;
    }

    /** How people read it, for example {@code dev server}. */
    public String words() {
        return words;
    }
}
