package io.researchloop.web.security;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.researchloop.activities.config.Configuration;
import io.researchloop.activities.config.DashboardConfig;
import io.researchloop.activities.config.Secret;
import io.researchloop.activities.store.SettingStore;
import io.researchloop.web.command.Rejection;
import java.util.Objects;
import java.util.Optional;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * The one password of the dashboard: from the configuration or the environment, else as it was set up. bcrypt reads no
 * more than 72 bytes, so a longer one is refused instead of being cut silently.
 */
@Component
public class Passwords {
    private static final String SETTING = "password_hash";

    private final BCryptPasswordEncoder bcrypt = new BCryptPasswordEncoder(10);
    private final SettingStore settings;
    private final Optional<String> configured;

    Passwords(Configuration configuration, SettingStore settings) {
        this.settings = settings;
        Secret hash = configuration.dashboard().passwordHash();
        Secret plain = configuration.dashboard().password();
        this.configured = hash != null
                ? Optional.of(hash.value())
                : Optional.ofNullable(plain).map(secret -> bcrypt.encode(secret.value()));
    }

    public boolean exists() {
        return hash().isPresent();
    }

    /** Takes some 60 ms, on purpose. Always false without a password. */
    boolean matches(String password) {
        return password.getBytes(UTF_8).length <= DashboardConfig.MOST_PASSWORD_BYTES
                && hash().map(hash -> bcrypt.matches(password, hash)).orElse(false);
    }

    /** Sets the first password. */
    synchronized void setUp(String password) {
        if (exists()) {
            throw Rejection.conflict("A password is set already; sign in with it");
        }
        settings.put(SETTING, encoded(password));
    }

    /** False if it comes from the configuration or the environment, where it is to be changed. */
    public boolean changeable() {
        return configured.isEmpty();
    }

    /** Sets another password; who asks for it has shown that they know the old one. */
    synchronized void change(String password) {
        if (!changeable()) {
            throw Rejection.conflict("The password comes from the server's configuration; change it there");
        }
        settings.put(SETTING, encoded(password));
    }

    private Optional<String> hash() {
        return configured.or(() -> settings.get(SETTING));
    }

    private String encoded(String password) {
        return Objects.requireNonNull(bcrypt.encode(checked(password)), "a password that is there has a hash");
    }

    private static String checked(String password) {
        if (password.codePointCount(0, password.length()) < DashboardConfig.SHORT_PASSWORD) {
            throw Rejection.invalid("The password needs at least " + DashboardConfig.SHORT_PASSWORD + " characters");
        }
        if (password.getBytes(UTF_8).length > DashboardConfig.MOST_PASSWORD_BYTES) {
            throw Rejection.invalid("The password may have at most " + DashboardConfig.MOST_PASSWORD_BYTES + " bytes");
        }
        return password;
    }
}
