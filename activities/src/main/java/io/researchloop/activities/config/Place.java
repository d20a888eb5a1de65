package io.researchloop.activities.config;

import java.nio.file.Path;

/**
 * Where in the configuration file something stands.
 *
 * @param line from 1
 * @param column from 1
 */
public record Place(Path file, int line, int column) {
    @Override
    public String toString() {
        return file + ":" + line + ":" + column;
    }
}
