package io.researchloop.e2e;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A test class's use of SLURM: beside other classes, which run in processes of their own, or alone, where it stops SLURM's
 * daemons. For a static field.
 */
final class SlurmUse implements BeforeAllCallback, AfterAllCallback {
    private static final Path LOCK = Path.of("target", "slurm.lock");

    private final boolean shared;
    private @Nullable FileChannel lock;

    private SlurmUse(boolean shared) {
        this.shared = shared;
    }

    static SlurmUse besideOthers() {
        return new SlurmUse(true);
    }

    static SlurmUse alone() {
        return new SlurmUse(false);
    }

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        Files.createDirectories(LOCK.getParent());
        lock = FileChannel.open(LOCK, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        lock.lock(0, Long.MAX_VALUE, shared);
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        if (lock != null) {
            lock.close();
        }
    }
}
