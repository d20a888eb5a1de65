package io.researchloop.runner.report;

import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Tries one request until it arrives, is refused, or the time is up. */
final class Delivery {
    private static final Duration LAST_SECONDS = Duration.ofSeconds(4);
    private static final Duration LAST_WAIT = Duration.ofMillis(300);

    private final OrchestratorClient client;
    private final RetryPolicy policy;
    private final Object wake = new Object();
    private volatile long hurriedSince;
    private volatile boolean hurried;

    Delivery(OrchestratorClient client, RetryPolicy policy) {
        this.client = client;
        this.policy = policy;
    }

    /** The job is about to be killed. A wait ends now, and what is tried has seconds. */
    void hurry() {
        synchronized (wake) {
            if (!hurried) {
                hurriedSince = System.nanoTime();
                hurried = true;
            }
            wake.notifyAll();
        }
    }

    boolean hurried() {
        return hurried;
    }

    /**
     * @param limit no try begins later than this from now
     * @param maxTries at least 1
     * @return true if the server took it
     */
    boolean deliver(String what, String path, String deliveryId, Payload payload, Duration limit, int maxTries)
            throws InterruptedException {
        long begin = System.nanoTime();
        String failure = "";
        for (int tries = 1; ; tries++) {
            Duration retryAfter = null;
            try {
                Reply reply = client.post(path, deliveryId, payload);
                if (reply.accepted()) {
                    return true;
                }
                failure = Failures.describe(reply);
                if (!reply.worthRetrying()) {
                    return giveUp(what, failure);
                }
                retryAfter = reply.retryAfter();
            } catch (IOException e) {
                failure = Failures.describe(e);
            }
            Duration wait = hurried ? LAST_WAIT : policy.delay(tries, retryAfter);
            if (tries >= maxTries || !timeFor(wait, begin, limit)) {
                return giveUp(what, failure);
            }
            sleep(wait);
        }
    }

    private boolean timeFor(Duration wait, long begin, Duration limit) {
        long now = System.nanoTime();
        boolean inLimit = now - begin + wait.toNanos() <= limit.toNanos();
        return hurried ? now - hurriedSince + wait.toNanos() <= LAST_SECONDS.toNanos() : inLimit;
    }

    private void sleep(Duration wait) throws InterruptedException {
        boolean before = hurried;
        long end = System.nanoTime() + wait.toNanos();
        synchronized (wake) {
            for (long rest = wait.toMillis(); rest > 0 && hurried == before; ) {
                wake.wait(rest);
                rest = (end - System.nanoTime()) / 1_000_000;
            }
        }
    }

    private static boolean giveUp(String what, @Nullable String failure) {
        System.err.println("runner: " + what + " did not reach the orchestrator: " + failure
                + "; the files in the sprint's directory say the same");
        return false;
    }
}
