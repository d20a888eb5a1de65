package io.researchloop.activities.notification;

import com.google.gson.JsonParseException;
import io.researchloop.activities.config.Configuration;
import io.researchloop.activities.config.NotificationEvent;
import io.researchloop.activities.config.NotificationsConfig;
import io.researchloop.activities.config.NtfyConfig;
import io.researchloop.activities.config.Secret;
import io.researchloop.activities.store.NoticeSubject;
import io.researchloop.runner.protocol.Json;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Publishes to an ntfy server: as JSON to its root (ntfy's "Publish as JSON"), which keeps UTF-8 whole; and the report of
 * a completed sprint as a file (ntfy's "Attach local file"), unless the server takes none.
 */
@Component
final class NtfyNotifier implements Notifier {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    /** By which a server's clock may differ from ours. */
    private static final Duration CLOCKS_APART = Duration.ofSeconds(30);

    private static final Duration UPLOAD_TIMEOUT = Duration.ofSeconds(90);
    /** Of a server's own default for a file. */
    private static final long MAX_ATTACHMENT = 15L * 1024 * 1024;

    private final NtfyConfig ntfy;
    private final NotificationsConfig rules;
    private final ReportAttachment report;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(TIMEOUT).build();

    NtfyNotifier(Configuration configuration, ReportAttachment report) {
        ntfy = configuration.ntfy();
        rules = configuration.notifications();
        this.report = report;
    }

    @Override
    public String channel() {
        return "ntfy";
    }

    @Override
    public boolean configured() {
        return ntfy.topic() != null;
    }

    @Override
    public Set<NotificationEvent> events(@Nullable String study) {
        return rules.ntfy(study);
    }

    @Override
    public void send(Message message, Message standing, @Nullable Instant earlier) throws InterruptedException {
        NtfyMessage.Form form = NtfyMessage.of(message);
        if (earlier != null && arrived(form, earlier)) {
            return;
        }
        Optional<Path> file = attachment(message);
        if (file.isPresent() && sendFile(form, file.get())) {
            return;
        }
        HttpRequest request = request("", TIMEOUT)
                .POST(HttpRequest.BodyPublishers.ofString(NtfyMessage.json(String.valueOf(ntfy.topic()), form)))
                .build();
        check(call(request));
    }

    /**
     * True if the topic still has what an earlier try sent. A server that keeps nothing, or does not let us read, or does
     * not answer, leaves it open: then it is better said twice than never.
     */
    private boolean arrived(NtfyMessage.Form form, Instant earlier) throws InterruptedException {
        String query = "/json?poll=1&since=" + earlier.minus(CLOCKS_APART).getEpochSecond() + "&title="
                + URLEncoder.encode(form.title(), StandardCharsets.UTF_8);
        try {
            HttpResponse<String> answer =
                    call(request("/" + ntfy.topic() + query, TIMEOUT).GET().build());
            return answer.statusCode() == 200
                    && answer.body()
                            .lines()
                            .map(line -> Json.read(line, Kept.class))
                            .anyMatch(kept -> kept.is(form));
        } catch (NotDelivered | JsonParseException e) {
            return false;
        }
    }

    /** A line of a topic (ntfy's "JSON message format"). Servers before 2.16 know no sequences. */
    private record Kept(
            @Nullable String event,
            @Nullable String sequenceId,
            @Nullable String title) {
        boolean is(NtfyMessage.Form form) {
            return "message".equals(event)
                    && form.title().equals(title)
                    && (sequenceId == null || sequenceId.equals(form.sequence()));
        }
    }

    private Optional<Path> attachment(Message message) {
        boolean completed = message.event() == NotificationEvent.COMPLETED
                && message.subject().kind() == NoticeSubject.Kind.SPRINT;
        return completed ? report.pdf(message.subject().id()).filter(NtfyNotifier::fits) : Optional.empty();
    }

    private static boolean fits(Path file) {
        try {
            long size = Files.size(file);
            return size > 0 && size <= MAX_ATTACHMENT;
        } catch (IOException e) {
            return false;
        }
    }

    /** False if the server takes no files, or not this one: then it gets the words alone. */
    private boolean sendFile(NtfyMessage.Form form, Path file) throws InterruptedException {
        HttpRequest.Builder request = request("/" + ntfy.topic(), UPLOAD_TIMEOUT);
        NtfyMessage.headers(form).forEach(request::header);
        try {
            request.header("Filename", "report.pdf").PUT(HttpRequest.BodyPublishers.ofFile(file));
        } catch (IOException e) {
            return false;
        }
        HttpResponse<String> answer = call(request.build());
        if (answer.statusCode() == 400 || answer.statusCode() == 413) {
            return false;
        }
        check(answer);
        return true;
    }

    private HttpRequest.Builder request(String path, Duration timeout) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(ntfy.url() + path)).timeout(timeout);
        Secret token = ntfy.token();
        if (token != null) {
            request.header("Authorization", "Bearer " + token.value());
        }
        return request;
    }

    private HttpResponse<String> call(HttpRequest request) throws InterruptedException {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new NotDelivered(ntfy.url() + " cannot be reached: " + reason(e), e);
        }
    }

    private void check(HttpResponse<String> answer) {
        int status = answer.statusCode();
        if (status / 100 == 2) {
            return;
        }
        String said = ntfy.url() + " answered " + status + hint(status);
        Optional<Duration> wish = RetryAfter.of(answer.headers().firstValue("Retry-After"));
        throw wish.isPresent() ? NotDelivered.before(wish.get(), said) : new NotDelivered(said);
    }

    private String hint(int status) {
        return switch (status) {
            case 401, 403 ->
                ntfy.token() == null
                        ? ": the topic " + ntfy.topic() + " needs a token; set token under [ntfy]"
                        : ": the token under [ntfy] may not write to the topic " + ntfy.topic();
            case 429 -> ": too many messages for now";
            default -> "";
        };
    }

    private static String reason(IOException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
