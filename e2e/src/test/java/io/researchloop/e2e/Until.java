package io.researchloop.e2e;

import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Waits for the world to get somewhere; no longer than it must, and never for ever. */
final class Until {
    /** Long, for a machine that does many things at once: it is only ever waited for in a test that fails. */
    static final Duration PATIENCE = Duration.ofSeconds(90);

    /** Short at first, as most things come soon; longer then, as each look takes time from what it waits for. */
    private static final long FIRST_STEP_MILLIS = 20;

    private static final long LAST_STEP_MILLIS = 200;

    private Until() {}

    /** @param what is shown when it does not come */
    static <T> T found(String what, Supplier<Optional<T>> look) {
        return found(what, PATIENCE, () -> "", look);
    }

    /** @param instead tells, at the end, what was there */
    static <T> T found(String what, Duration patience, Supplier<String> instead, Supplier<Optional<T>> look) {
        long end = System.nanoTime() + patience.toNanos();
        long step = FIRST_STEP_MILLIS;
        while (true) {
            Optional<T> seen = look.get();
            if (seen.isPresent()) {
                return seen.get();
            }
            if (System.nanoTime() - end > 0) {
                throw new AssertionError(
                        "waited " + patience.toSeconds() + " s in vain for " + what + ". " + instead.get());
            }
            pause(Duration.ofMillis(step));
            step = Math.min(step * 5 / 4, LAST_STEP_MILLIS);
        }
    }

    static void holds(String what, BooleanSupplier condition) {
        holds(what, PATIENCE, condition);
    }

    static void holds(String what, Duration patience, BooleanSupplier condition) {
        Object unused =
                found(what, patience, () -> "", () -> condition.getAsBoolean() ? Optional.of(true) : Optional.empty());
    }

    static void pause(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("the test was interrupted", e);
        }
    }

    /** What a look that fails because the world is just changing shows: nothing yet. */
    static <T> Optional<T> unlessChanging(Look<T> look) {
        try {
            return Optional.ofNullable(look.look());
        } catch (java.io.IOException e) {
            return Optional.empty();
        }
    }

    /** A look at files or processes. */
    interface Look<T> {
        @Nullable
        T look() throws java.io.IOException;
    }
}
