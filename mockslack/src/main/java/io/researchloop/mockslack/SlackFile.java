package io.researchloop.mockslack;

import org.jspecify.annotations.Nullable;

/**
 * A file that stands in a channel.
 *
 * @param ts where it stands among the messages
 * @param comment what was said with it; empty for nothing
 */
public record SlackFile(
        String id,
        String name,
        String title,
        int length,
        String channel,
        @Nullable String thread,
        String ts,
        String comment) {}
