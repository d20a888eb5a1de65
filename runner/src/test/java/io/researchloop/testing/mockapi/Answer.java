package io.researchloop.testing.mockapi;

import org.jspecify.annotations.Nullable;

/**
 * What the model does in one turn.
 *
 * @param bash the shell command that it runs first, in {@link Mode#TOOL}; null: none
 * @param read the file that it reads first instead, in the same mode; null: none
 * @param text what it says at the end
 */
public record Answer(@Nullable String bash, @Nullable String read, String text) {
    public Answer(@Nullable String bash, String text) {
        this(bash, null, text);
    }

    /** Reads a file, then says something. */
    public static Answer reading(String file, String text) {
        return new Answer(null, file, text);
    }
}
