package io.researchloop.activities.sprint;

import io.researchloop.runner.protocol.SprintFiles;

/**
 * A sprint's directory on its cluster.
 *
 * @param path absolute
 */
public record SprintDirectory(String path) {
    public String file(String relative) {
        return path + "/" + relative;
    }

    public String attempt(int number) {
        return file(SprintFiles.attempt(number));
    }
}
