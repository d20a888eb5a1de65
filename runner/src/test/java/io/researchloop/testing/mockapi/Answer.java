package io.researchloop.testing.mockapi;

import org.jspecify.annotations.Nullable;

/**
 * What the model does in one turn.
 *
 * @param bash the shell command that it runs first, in {@link Mode#TOOL}; null: none
 * @param text what it says at the end
 */
public record Answer(@Nullable String bash, String text) {}
