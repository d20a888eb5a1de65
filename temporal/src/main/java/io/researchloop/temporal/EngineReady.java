package io.researchloop.temporal;

/**
 * The engine serves and the workers poll it: for the first time, or again after an outage.
 *
 * @param lostMemory true when the engine knows none of the workflows there were before, so that every live one is to
 *     be started from our own rows; starting those that still run must do no harm, as this may be false for an
 *     external server that lost its database
 */
public record EngineReady(EngineKind kind, boolean first, boolean lostMemory) {}
