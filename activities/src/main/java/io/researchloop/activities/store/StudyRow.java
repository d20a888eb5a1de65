package io.researchloop.activities.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Table;

/**
 * A study as the server knows it.
 *
 * @param createdAt when the server first knew it; kept when the configuration is read again
 * @param configJson its settings, without secrets
 * @param source {@link #CONFIG} if the configuration file has it
 */
@Table("study")
public record StudyRow(
        @Id String name,
        String cluster,
        String description,
        @Nullable String claudeMdPath,
        String sprintsDir,
        Instant createdAt,
        String configJson,
        String source) {
    public static final String CONFIG = "config";

    StudyRow createdAt(Instant time) {
        return new StudyRow(name, cluster, description, claudeMdPath, sprintsDir, time, configJson, source);
    }
}
