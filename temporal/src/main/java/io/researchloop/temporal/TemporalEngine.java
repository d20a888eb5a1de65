package io.researchloop.temporal;

/** A place where Temporal runs. Calls come from one thread. */
interface TemporalEngine extends AutoCloseable {
    EngineKind kind();

    /**
     * Makes the engine serve, or finds it serving. It is called again after {@link #alive()} turned false or after
     * {@link #stop()}, and keeps the address where it can, so that clients and workers go on by themselves.
     *
     * @throws EngineUnavailable if it cannot serve now
     */
    EngineEndpoint start() throws EngineUnavailable;

    /** False when the engine is known to be gone; cheap, asked several times a second. */
    boolean alive();

    /** Ends what this engine started; an external server is left alone. */
    void stop();

    @Override
    default void close() {
        stop();
    }
}
