package io.researchloop.temporal;

import org.jspecify.annotations.Nullable;

/**
 * Which engine, and why.
 *
 * @param binary the binary a dev server is started with; absent for the others, and when none was found
 * @param reason one sentence
 */
public record EngineChoice(EngineKind kind, @Nullable TemporalBinary binary, String reason) {}
