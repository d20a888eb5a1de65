package io.researchloop.web.security;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Slows down who guesses passwords: after five failures an address waits, twice as long each time; and so that many
 * addresses together guess no faster, all of them wait a little after fifty. A try counts as failed until it has
 * succeeded, so a burst of parallel tries gets no more of them than a patient one.
 */
@Component
class LoginThrottle {
    private static final int FREE_FAILURES = 5;
    private static final int FREE_FAILURES_OF_ALL = 50;
    private static final Duration LONGEST = Duration.ofMinutes(15);
    private static final Duration LONGEST_FOR_ALL = Duration.ofSeconds(30);
    private static final Duration FORGOTTEN_AFTER = Duration.ofHours(1);
    private static final int MAX_ADDRESSES = 10_000;

    private final Clock clock;
    private Failures all = Failures.NONE;
    private final Map<String, Failures> byAddress = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Failures> eldest) {
            return size() > MAX_ADDRESSES;
        }
    };

    LoginThrottle(Clock clock) {
        this.clock = clock;
    }

    /** @return how long to wait; empty if the try may be made, which then counts as failed until it succeeded */
    synchronized Optional<Duration> enter(String address) {
        Instant now = clock.instant();
        Failures own = byAddress.getOrDefault(address, Failures.NONE).forgottenAt(now);
        all = all.forgottenAt(now);
        Instant allowed = latest(own.notBefore(), all.notBefore());
        if (now.isBefore(allowed)) {
            return Optional.of(Duration.between(now, allowed));
        }
        byAddress.put(address, own.andOne(now, FREE_FAILURES, LONGEST));
        all = all.andOne(now, FREE_FAILURES_OF_ALL, LONGEST_FOR_ALL);
        return Optional.empty();
    }

    synchronized void succeeded(String address) {
        byAddress.remove(address);
        all = all.withoutOne();
    }

    private static Instant latest(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }

    private record Failures(int count, Instant last, Instant notBefore) {
        static final Failures NONE = new Failures(0, Instant.EPOCH, Instant.EPOCH);

        Failures andOne(Instant now, int free, Duration longest) {
            int failures = count + 1;
            if (failures < free) {
                return new Failures(failures, now, Instant.EPOCH);
            }
            Duration wait = Duration.ofSeconds(1L << Math.min(failures - free, 20));
            return new Failures(failures, now, now.plus(wait.compareTo(longest) < 0 ? wait : longest));
        }

        Failures withoutOne() {
            return new Failures(Math.max(0, count - 1), last, Instant.EPOCH);
        }

        Failures forgottenAt(Instant now) {
            return last.plus(FORGOTTEN_AFTER).isBefore(now) ? NONE : this;
        }
    }
}
