package io.researchloop.activities.notification;

import com.slack.api.methods.MethodsClient;
import com.slack.api.methods.SlackApiException;
import com.slack.api.methods.response.chat.ChatPostMessageResponse;
import io.researchloop.activities.config.Configuration;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Answers people in Slack, in the thread where they spoke. */
@Component
public final class SlackReplies {
    /** A message has at most so many characters; Slack cuts what is longer. */
    private static final int LONGEST = 3_900;

    private final MethodsClient methods;

    SlackReplies(Configuration configuration) {
        this.methods = SlackCalls.client(configuration.slack());
    }

    /**
     * @param thread the first message of the thread; null for none
     * @throws NotDelivered if Slack does not take it now
     */
    public void reply(String channel, @Nullable String thread, String text) {
        String whole = text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
        try {
            ChatPostMessageResponse answer = methods.chatPostMessage(request -> request.channel(channel)
                    .threadTs(thread)
                    .text(whole)
                    .unfurlLinks(false)
                    .unfurlMedia(false));
            if (!answer.isOk()) {
                throw new NotDelivered("Slack answered " + answer.getError());
            }
        } catch (SlackApiException e) {
            Optional<Duration> wish = e.getResponse() == null
                    ? Optional.empty()
                    : RetryAfter.of(Optional.ofNullable(e.getResponse().header("Retry-After")));
            throw wish.isPresent()
                    ? NotDelivered.before(wish.get(), "Slack asked us to wait")
                    : new NotDelivered("Slack refused the answer");
        } catch (IOException e) {
            throw new NotDelivered("Slack cannot be reached", e);
        }
    }
}
