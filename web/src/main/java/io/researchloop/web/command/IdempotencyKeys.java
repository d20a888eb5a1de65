package io.researchloop.web.command;

import io.researchloop.activities.store.IdempotencyEntry;

/** What an idempotency key has to be like. */
public final class IdempotencyKeys {
    private static final int MAX = 200;

    private IdempotencyKeys() {}

    public static void check(String key) {
        if (key.isBlank() || key.length() > MAX) {
            throw Rejection.invalid("Idempotency-Key: expected 1 to " + MAX + " characters");
        }
    }

    static void checkSame(IdempotencyEntry before, String requestSha256) {
        if (!before.requestSha256().equals(requestSha256)) {
            throw Rejection.keyReused();
        }
    }
}
