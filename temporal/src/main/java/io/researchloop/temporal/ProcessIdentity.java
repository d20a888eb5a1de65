package io.researchloop.temporal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One process of this machine, and never another that got its number later.
 *
 * @param startedAt when it started: on Linux the boot's id and clock ticks since boot (proc(5), field 22), which a
 *     change of the wall clock does not touch; elsewhere milliseconds since 1970
 */
record ProcessIdentity(long pid, String startedAt) {
    private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");
    private static final int STATE = 0;
    private static final int THREADS = 17;
    private static final int START_TIME = 19;
    private static final long LOOK_EVERY_MILLIS = 20;

    /** The process that has this number now; empty if none has, or if it is dead and only waits for its parent. */
    static Optional<ProcessIdentity> of(long pid) {
        Path stat = Path.of("/proc", Long.toString(pid), "stat");
        if (Files.exists(BOOT_ID)) {
            try {
                String text = Files.readString(stat);
                String[] fields =
                        text.substring(text.lastIndexOf(')') + 2).strip().split(" ", -1);
                return ended(fields)
                        ? Optional.empty()
                        : Optional.of(new ProcessIdentity(pid, bootId() + "/" + fields[START_TIME]));
            } catch (IOException e) {
                return Optional.empty();
            }
        }
        return ProcessHandle.of(pid)
                .flatMap(handle -> handle.info().startInstant())
                .map(Instant::toEpochMilli)
                .map(millis -> new ProcessIdentity(pid, Long.toString(millis)));
    }

    /**
     * A zombie still has its number and start time; ProcessHandle.isAlive() is true for it. But while threads of it
     * are on their way out it has its ports and files, so that it counts as alive until the last one is gone.
     */
    private static boolean ended(String[] fields) {
        return "ZXx".contains(fields[STATE]) && Integer.parseInt(fields[THREADS]) <= 1;
    }

    boolean alive() {
        return of(pid).filter(this::equals).isPresent();
    }

    /** TERM, then KILL after the limit. True when it is gone at the end. */
    boolean end(Duration limit) {
        signal(false);
        if (!awaitEnd(limit)) {
            signal(true);
        }
        return awaitEnd(Duration.ofSeconds(5));
    }

    private void signal(boolean forcibly) {
        @Nullable ProcessHandle handle = ProcessHandle.of(pid).orElse(null);
        // Looked at last thing before the signal, so that the number cannot have gone to somebody else.
        if (handle != null && alive()) {
            boolean sent = forcibly ? handle.destroyForcibly() : handle.destroy();
            if (!sent && alive()) {
                throw new IllegalStateException("process " + pid + " belongs to somebody else and cannot be ended");
            }
        }
    }

    private boolean awaitEnd(Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        boolean interrupted = false;
        try {
            while (alive()) {
                if (System.nanoTime() - deadline > 0) {
                    return false;
                }
                try {
                    Thread.sleep(LOOK_EVERY_MILLIS);
                } catch (InterruptedException e) {
                    // An end that has begun is seen through: a server left half ended is worse than a late answer.
                    interrupted = true;
                }
            }
            return true;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static String bootId() throws IOException {
        return Files.readString(BOOT_ID).strip();
    }
}
