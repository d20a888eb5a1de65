package io.researchloop.web.slack;

import static io.researchloop.web.slack.SlackJson.text;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.researchloop.activities.config.Configuration;
import io.researchloop.activities.config.Secret;
import io.researchloop.web.problem.Problem;
import io.researchloop.web.problem.ProblemException;
import java.net.URLDecoder;
import java.time.Clock;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** Takes what Slack sends: the signature first, then the inbox, then the answer; the work comes after. */
@RestController
class SlackController {
    private final @Nullable SlackSignature signature;
    private final SlackDoor door;
    private final Clock clock;

    SlackController(Configuration configuration, SlackDoor door, Clock clock) {
        Secret secret = configuration.slack().signingSecret();
        this.signature = secret == null ? null : new SlackSignature(secret);
        this.door = door;
        this.clock = clock;
    }

    @PostMapping("/api/slack/events")
    Map<String, Object> event(
            @RequestBody(required = false) byte @Nullable [] body,
            @RequestHeader(name = "X-Slack-Request-Timestamp", required = false) @Nullable String timestamp,
            @RequestHeader(name = "X-Slack-Signature", required = false) @Nullable String signed) {
        JsonObject event = json(checked(body, timestamp, signed));
        String type = text(event, "type");
        if (type.equals("url_verification")) {
            return Map.of("challenge", text(event, "challenge"));
        }
        door.event(event);
        return Map.of("ok", true);
    }

    /** Buttons. */
    @PostMapping("/api/slack/interactivity")
    Map<String, Object> action(
            @RequestBody(required = false) byte @Nullable [] body,
            @RequestHeader(name = "X-Slack-Request-Timestamp", required = false) @Nullable String timestamp,
            @RequestHeader(name = "X-Slack-Signature", required = false) @Nullable String signed) {
        String form = new String(checked(body, timestamp, signed), UTF_8);
        door.click(json(payload(form).getBytes(UTF_8)));
        return Map.of("ok", true);
    }

    private static String payload(String form) {
        String field = "payload=";
        try {
            return form.startsWith(field)
                    ? URLDecoder.decode(form.substring(field.length()).split("&", 2)[0], UTF_8)
                    : "";
        } catch (IllegalArgumentException e) {
            throw refused(HttpStatus.BAD_REQUEST, "The payload is not form-encoded");
        }
    }

    private byte[] checked(byte @Nullable [] body, @Nullable String timestamp, @Nullable String signed) {
        if (signature == null) {
            throw refused(HttpStatus.UNAUTHORIZED, "Slack is not set up here: signing_secret is missing under [slack]");
        }
        byte[] bytes = body == null ? new byte[0] : body;
        if (!signature.isGood(timestamp, signed, bytes, clock.instant())) {
            throw refused(HttpStatus.UNAUTHORIZED, "This is not signed by Slack, or too old");
        }
        return bytes;
    }

    private static JsonObject json(byte[] body) {
        try {
            JsonElement json = JsonParser.parseString(new String(body, UTF_8));
            if (json.isJsonObject()) {
                return json.getAsJsonObject();
            }
        } catch (JsonParseException e) {
            throw refused(HttpStatus.BAD_REQUEST, "The body is not JSON");
        }
        throw refused(HttpStatus.BAD_REQUEST, "The body is not a JSON object");
    }

    private static ProblemException refused(HttpStatus status, String detail) {
        return new ProblemException(Problem.of(status, detail));
    }
}
