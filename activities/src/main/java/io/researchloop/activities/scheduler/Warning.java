package io.researchloop.activities.scheduler;

/** How long before the end of its time limit a job is warned, so that its agent stops in good order. */
final class Warning {
    private static final long USUAL = 120;
    private static final long LEAST = 10;

    private Warning() {}

    /** Seconds; a fifth of a short limit. */
    static long before(long limitSeconds) {
        return Math.max(LEAST, Math.min(USUAL, limitSeconds / 5));
    }

    /** The line of the batch script that has it warn by itself, where no scheduler does. */
    static String byTheScript(long limitSeconds) {
        return "warn_after=" + Math.max(1, limitSeconds - before(limitSeconds)) + "\n";
    }
}
