package io.researchloop.web.api;

import io.researchloop.activities.store.TokenRow;
import io.researchloop.web.command.IdempotencyKeys;
import io.researchloop.web.command.Rejection;
import io.researchloop.web.security.AccessTokens;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** API tokens: shown once, when they are made. */
@RestController
class TokenController {
    private static final int MAX_NAME = 100;

    private final AccessTokens tokens;

    TokenController(AccessTokens tokens) {
        this.tokens = tokens;
    }

    record TokenJson(
            String id,
            String name,
            Instant createdAt,
            @Nullable Instant lastUsedAt) {
        static TokenJson of(TokenRow row) {
            return new TokenJson(row.id(), row.name(), row.createdAt(), row.lastUsedAt());
        }
    }

    record TokenList(List<TokenJson> tokens) {}

    record NewToken(@Nullable String name) {}

    /** @param token the secret itself, here and nowhere else */
    record IssuedToken(String id, String name, Instant createdAt, String token) {
        @Override
        public String toString() {
            return "IssuedToken[" + id + "]";
        }
    }

    record Revoked(boolean revoked) {}

    @GetMapping("/api/tokens")
    TokenList list() {
        return new TokenList(tokens.list().stream().map(TokenJson::of).toList());
    }

    @PostMapping("/api/tokens")
    ResponseEntity<IssuedToken> create(
            @RequestBody NewToken body,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key) {
        String name = body.name() == null ? "" : body.name().strip();
        if (name.isEmpty() || name.length() > MAX_NAME || name.chars().anyMatch(Character::isISOControl)) {
            throw Rejection.invalid("name: expected 1 to " + MAX_NAME + " characters, for you to know the token by");
        }
        if (key != null) {
            IdempotencyKeys.check(key);
        }
        AccessTokens.Issued issued = key == null ? tokens.issue(name) : tokens.issueOnce(name, key);
        TokenRow row = issued.row();
        if (!row.name().equals(name)) {
            throw Rejection.keyReused();
        }
        return ResponseEntity.status(201)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .body(new IssuedToken(row.id(), row.name(), row.createdAt(), issued.secret()));
    }

    @DeleteMapping("/api/tokens/{id}")
    Revoked revoke(@PathVariable String id) {
        if (!tokens.revoke(id)) {
            throw Rejection.unknown("Token not found");
        }
        return new Revoked(true);
    }
}
