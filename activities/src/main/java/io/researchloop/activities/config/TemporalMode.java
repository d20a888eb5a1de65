package io.researchloop.activities.config;

/** Where Temporal runs. */
public enum TemporalMode implements Word {
    /** External when a target is set, else a development server when its binary is found, else in memory. */
    AUTO,
    EXTERNAL,
    DEV_SERVER,
    IN_MEMORY;

    /** With hyphens: {@code dev-server}, {@code in-memory}. */
    @Override
    public String word() {
        return Word.super.word().replace('_', '-');
    }
}
