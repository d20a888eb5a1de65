package io.researchloop.activities.config;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the agent is told beyond the idea: a text from the configuration, and files that are read anew for each sprint.
 */
public record ContextSource(@Nullable String text, List<Path> files) {
    public ContextSource {
        files = List.copyOf(files);
    }
}
