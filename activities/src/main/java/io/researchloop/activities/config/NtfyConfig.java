package io.researchloop.activities.config;

import org.jspecify.annotations.Nullable;

/**
 * {@code [ntfy]}.
 *
 * @param url without a trailing slash
 * @param topic null: ntfy is not used
 * @param token for a server that wants one
 */
public record NtfyConfig(
        String url, @Nullable String topic, @Nullable Secret token) {}
