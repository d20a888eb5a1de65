package io.researchloop.activities.notification;

import io.researchloop.activities.config.Configuration;
import io.researchloop.activities.config.NotificationEvent;
import io.researchloop.activities.config.NotificationsConfig;
import io.researchloop.activities.config.NtfyConfig;
import io.researchloop.activities.config.Secret;
import io.researchloop.runner.protocol.Json;
import io.researchloop.workflows.model.SprintStatus;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Publishes as JSON to an ntfy server's root (ntfy's "Publish as JSON"), which keeps UTF-8 whole. */
@Component
final class NtfyNotifier implements Notifier {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final int MAX_MESSAGE = 3000;

    private final NtfyConfig ntfy;
    private final NotificationsConfig rules;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(TIMEOUT).build();

    NtfyNotifier(Configuration configuration) {
        ntfy = configuration.ntfy();
        rules = configuration.notifications();
    }

    @Override
    public String channel() {
        return "ntfy";
    }

    @Override
    public boolean wants(SprintStatus status) {
        return ntfy.topic() != null
                && event(status).filter(rules.ntfy()::contains).isPresent();
    }

    private static Optional<NotificationEvent> event(SprintStatus status) {
        return switch (status) {
            case COMPLETED -> Optional.of(NotificationEvent.COMPLETED);
            case FAILED -> Optional.of(NotificationEvent.FAILED);
            case CANCELLED -> Optional.of(NotificationEvent.CANCELLED);
            case PENDING, QUEUED, SUBMITTED, RUNNING -> Optional.empty();
        };
    }

    private record Message(
            @Nullable String topic,
            String title,
            String message,
            int priority,
            List<String> tags,
            @Nullable String click) {}

    @Override
    public void send(Notice notice) throws InterruptedException {
        String text = notice.message();
        Message message = new Message(
                ntfy.topic(),
                notice.title(),
                text.length() <= MAX_MESSAGE ? text : text.substring(0, MAX_MESSAGE) + "…",
                notice.status() == SprintStatus.FAILED ? 4 : 3,
                List.of(notice.status() == SprintStatus.COMPLETED ? "white_check_mark" : "warning"),
                notice.link());
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(ntfy.url()))
                .timeout(TIMEOUT)
                .POST(HttpRequest.BodyPublishers.ofString(Json.write(message)));
        Secret token = ntfy.token();
        if (token != null) {
            request.header("Authorization", "Bearer " + token.value());
        }
        try {
            int status = http.send(request.build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
            if (status / 100 != 2) {
                throw new NotDelivered(ntfy.url() + " answered " + status);
            }
        } catch (IOException e) {
            throw new NotDelivered(ntfy.url() + " cannot be reached: " + e.getMessage(), e);
        }
    }
}
