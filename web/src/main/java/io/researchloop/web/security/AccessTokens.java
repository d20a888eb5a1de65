package io.researchloop.web.security;

import io.researchloop.activities.store.TokenRow;
import io.researchloop.activities.store.TokenStore;
import io.researchloop.runner.protocol.Sha256;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Random tokens, shown once and kept as SHA-256: those that people make for their programs, those that a login with
 * the password gives to a command line, and those behind the dashboard's cookie. Being rows, they outlast a restart
 * and can be revoked.
 */
@Component
public class AccessTokens {
    /** How long a dashboard session lasts. */
    public static final Duration SESSION = Duration.ofDays(7);

    private static final String PREFIX = "rl_";
    private static final String SESSION_NAME = "dashboard session";

    private final TokenStore store;
    private final ServerKey key;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    AccessTokens(TokenStore store, ServerKey key, Clock clock) {
        this.store = store;
        this.key = key;
        this.clock = clock;
    }

    /**
     * A token with its secret, which is nowhere to be had again.
     *
     * @param secret what goes into the Authorization header
     */
    public record Issued(TokenRow row, String secret) {
        @Override
        public String toString() {
            return "Issued[" + row.id() + "]";
        }
    }

    public Issued issue(String name) {
        return issue(name, random(), null);
    }

    /**
     * The same token for the same idempotency key: the secret is derived from it, so that a repeat can be answered
     * although the secret is not kept.
     */
    public Issued issueOnce(String name, String idempotencyKey) {
        String secret = PREFIX + key.sign("token\n" + idempotencyKey);
        Optional<TokenRow> before = store.findBySha256(Sha256.of(secret));
        return before.map(row -> new Issued(row, secret)).orElseGet(() -> issue(name, secret, null));
    }

    /** @param device where it is begun, in words */
    String issueSession(String device) {
        return issue(SESSION_NAME, random(), device).secret();
    }

    /**
     * A session of the dashboard that has not ended.
     *
     * @param device where it was begun, in words
     * @param here true of the one that asks
     */
    public record Session(
            String id,
            String device,
            Instant since,
            @Nullable Instant seen,
            Instant ends,
            boolean here) {}

    /**
     * The one that asks first, then the one that was begun last.
     *
     * @param cookie of the one that asks
     */
    public List<Session> sessions(@Nullable String cookie) {
        String own = cookie == null ? "" : Sha256.of(cookie);
        Instant now = clock.instant();
        return store.all().stream()
                .filter(row -> row.name().equals(SESSION_NAME) && row.revokedAt() == null)
                .map(row -> new Session(
                        row.id(),
                        Objects.requireNonNullElse(row.device(), Device.of(null)),
                        row.createdAt(),
                        row.lastUsedAt(),
                        row.createdAt().plus(SESSION),
                        row.sha256().equals(own)))
                .filter(session -> now.isBefore(session.ends()))
                .sorted(Comparator.comparing(Session::here)
                        .thenComparing(Session::since)
                        .reversed())
                .toList();
    }

    /** What people made or got by login, without the dashboard's own; newest first. */
    public List<TokenRow> list() {
        return store.all().stream()
                .filter(row -> !row.name().equals(SESSION_NAME) && row.revokedAt() == null)
                .toList();
    }

    /** @return false if there is no such token, or it is revoked already */
    public boolean revoke(String id) {
        return store.revoke(id);
    }

    void revokeSession(String secret) {
        store.findBySha256(Sha256.of(secret)).ifPresent(row -> store.revoke(row.id()));
    }

    /** Ends all sessions of the dashboard. */
    void revokeSessions() {
        store.all().stream()
                .filter(row -> row.name().equals(SESSION_NAME) && row.revokedAt() == null)
                .forEach(row -> store.revoke(row.id()));
    }

    /** The token's row if it opens the API. */
    Optional<TokenRow> bearer(String secret) {
        return valid(secret).filter(row -> !row.name().equals(SESSION_NAME));
    }

    /** True if the cookie's token is of a session that has not run out. */
    boolean session(@Nullable String secret) {
        return secret != null
                && valid(secret)
                        .filter(row -> row.name().equals(SESSION_NAME))
                        .filter(row -> clock.instant().isBefore(row.createdAt().plus(SESSION)))
                        .isPresent();
    }

    /** True if the cookie's token is of a session that has run out by itself; nobody ended it. */
    public boolean hasRunOut(@Nullable String secret) {
        return secret != null
                && store.findBySha256(Sha256.of(secret))
                        .filter(row -> row.name().equals(SESSION_NAME) && row.revokedAt() == null)
                        .filter(row -> !clock.instant().isBefore(row.createdAt().plus(SESSION)))
                        .isPresent();
    }

    private Optional<TokenRow> valid(String secret) {
        Optional<TokenRow> row = store.findBySha256(Sha256.of(secret)).filter(token -> token.revokedAt() == null);
        row.ifPresent(token -> store.used(token.id(), clock.instant()));
        return row;
    }

    private Issued issue(String name, String secret, @Nullable String device) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        String id = String.format(Locale.ROOT, "tok-%08x", random.nextInt());
        TokenRow row = new TokenRow(id, name, Sha256.of(secret), now, null, null, device);
        store.add(row);
        return new Issued(row, secret);
    }

    private String random() {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        return PREFIX + HexFormat.of().formatHex(bytes);
    }
}
