package io.researchloop.activities.config;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code [slack]}; everything is null or empty when Slack is not used.
 *
 * @param botToken needed to say anything
 * @param signingSecret needed to be spoken to over HTTP
 * @param appToken needed to be spoken to without a public address, by Socket Mode
 * @param allowedUserIds empty: everybody of the workspace
 * @param conversation free talk with the agent
 * @param apiUrl another address of the Slack API, for a proxy or a test; null: Slack's own
 */
public record SlackConfig(
        @Nullable Secret botToken,
        @Nullable Secret signingSecret,
        @Nullable Secret appToken,
        @Nullable String channelId,
        Set<String> allowedUserIds,
        boolean restrictToChannel,
        ConversationConfig conversation,
        @Nullable String apiUrl) {
    public SlackConfig {
        allowedUserIds = Set.copyOf(allowedUserIds);
    }
}
