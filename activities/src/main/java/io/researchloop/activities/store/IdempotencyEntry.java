package io.researchloop.activities.store;

import java.time.Instant;

/**
 * A request that was answered, so that its repeat gets the same answer.
 *
 * @param key the {@code Idempotency-Key}, with the caller's identity in it where callers must not meet
 * @param route method and path
 * @param requestSha256 of the request's body: the same key with another body is a mistake of the caller
 */
public record IdempotencyEntry(
        String key, String route, String requestSha256, int status, String body, Instant createdAt) {}
