package io.researchloop.web.slack;

import io.researchloop.activities.config.Configuration;
import io.researchloop.activities.config.SlackConfig;
import org.springframework.stereotype.Component;

/** Who is listened to, and where. */
@Component
class SlackAudience {
    private final SlackConfig slack;

    SlackAudience(Configuration configuration) {
        this.slack = configuration.slack();
    }

    /** @param direct whether it is said to us alone, which is allowed everywhere */
    boolean includes(String user, String channel, boolean direct) {
        boolean known =
                slack.allowedUserIds().isEmpty() || slack.allowedUserIds().contains(user);
        boolean here = direct || !slack.restrictToChannel() || channel.equals(slack.channelId());
        return !user.isEmpty() && known && here;
    }
}
