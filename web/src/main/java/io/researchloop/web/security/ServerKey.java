package io.researchloop.web.security;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.researchloop.activities.store.SettingStore;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;

/** The server's own secret, made at its first start; other secrets are derived from it, and so need not be kept. */
@Component
class ServerKey {
    private static final String SETTING = "server_key";

    private final Supplier<SecretKeySpec> key;

    ServerKey(SettingStore settings) {
        this.key = SingletonSupplier.of(() -> new SecretKeySpec(
                HexFormat.of().parseHex(settings.getOrCreate(SETTING, ServerKey::random)), "HmacSHA256"));
    }

    /** HMAC-SHA256 as 64 hex digits. */
    String sign(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key.get());
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has HmacSHA256", e);
        }
    }

    private static String random() {
        byte[] bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
