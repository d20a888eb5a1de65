package io.researchloop.activities.config;

import io.researchloop.activities.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Puts together what the agent is told beyond the idea. The files are read each time, so that an edit counts from the
 * next sprint on.
 */
public final class ContextAssembler {
    private final Configuration configuration;

    public ContextAssembler(Configuration configuration) {
        this.configuration = configuration;
    }

    /**
     * Global text, global files, cluster text, cluster files, the study's text, its {@code claude_md_path}, joined by
     * blank lines. Each part stays as it is but for the line breaks at its ends.
     *
     * @throws ContextUnreadable when a file has gone since the start, or is not UTF-8
     */
    public String context(StudyConfig study) {
        List<String> parts = new ArrayList<>();
        ContextSource cluster = configuration.clusterOf(study).context();
        add(parts, configuration.context());
        add(parts, cluster);
        add(parts, study.context());
        if (study.claudeMdPath() != null) {
            add(parts, read(study.claudeMdPath()));
        }
        return String.join("\n\n", parts);
    }

    private static void add(List<String> parts, ContextSource source) {
        add(parts, source.text());
        source.files().forEach(file -> add(parts, read(file)));
    }

    private static void add(List<String> parts, @Nullable String text) {
        String trimmed = Objects.requireNonNullElse(text, "").replaceAll("\\A[\r\n]+|[\r\n]+\\z", "");
        if (!trimmed.isBlank()) {
            parts.add(trimmed);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new ContextUnreadable(file, unreadable);
        }
    }

    /** A file with context cannot be read. */
    public static final class ContextUnreadable extends UserError {
        private static final long serialVersionUID = 1;

        private ContextUnreadable(Path file, IOException cause) {
            super("Cannot read the context file " + file + " named in the configuration: " + cause, cause);
        }
    }
}
