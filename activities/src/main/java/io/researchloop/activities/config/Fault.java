package io.researchloop.activities.config;

import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong with the configuration.
 *
 * @param place null when it is not in the file: an environment variable, or the file itself is missing
 * @param key the key's path as one would write it, {@code cluster.hpc.port}, or the name of the environment variable;
 *     empty when no single key is at fault
 * @param message what was expected, and the nearest thing that would be right
 */
public record Fault(@Nullable Place place, String key, String message) {
    @Override
    public String toString() {
        String where = place == null ? "" : place + ": ";
        String what = key.isEmpty() ? "" : key + ": ";
        return where + what + message;
    }
}
