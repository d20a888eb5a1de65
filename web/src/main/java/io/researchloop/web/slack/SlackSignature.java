package io.researchloop.web.slack;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.researchloop.activities.config.Secret;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** Tells whether a request comes from Slack, as Slack's "Verifying requests from Slack" describes it. */
final class SlackSignature {
    private static final Duration WINDOW = Duration.ofMinutes(5);
    private static final String VERSION = "v0";

    private final Secret secret;

    SlackSignature(Secret secret) {
        this.secret = secret;
    }

    /**
     * @param timestamp the header X-Slack-Request-Timestamp, seconds since the epoch; null if it is missing
     * @param signature the header X-Slack-Signature; null if it is missing
     * @param body as it came, byte by byte
     */
    boolean isGood(@Nullable String timestamp, @Nullable String signature, byte[] body, Instant now) {
        if (timestamp == null || signature == null || !timestamp.matches("\\d{1,12}")) {
            return false;
        }
        Duration age = Duration.between(Instant.ofEpochSecond(Long.parseLong(timestamp)), now);
        return age.abs().compareTo(WINDOW) <= 0
                && MessageDigest.isEqual(of(timestamp, body).getBytes(UTF_8), signature.getBytes(UTF_8));
    }

    String of(String timestamp, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.value().getBytes(UTF_8), "HmacSHA256"));
            mac.update((VERSION + ":" + timestamp + ":").getBytes(UTF_8));
            return VERSION + "=" + HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }
}
