package io.researchloop.activities.config;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * {@code [temporal]}.
 *
 * @param target {@code host:port} of an external server
 * @param profile a profile of Temporal's own configuration file, with keys and certificates
 * @param binary the {@code temporal} program for the development server; null: it is looked for
 * @param port of the development server; null: a free one
 * @param uiPort of the development server's pages; null: a free one
 */
public record TemporalConfig(
        TemporalMode mode,
        @Nullable String target,
        String namespace,
        @Nullable String profile,
        @Nullable Path binary,
        @Nullable Integer port,
        @Nullable Integer uiPort) {}
