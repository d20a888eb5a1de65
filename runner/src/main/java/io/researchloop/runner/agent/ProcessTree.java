package io.researchloop.runner.agent;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * A process and everything it started. Children are noted while their parents live, because afterwards they belong to
 * init and nobody knows whose they were. Signals go through {@link ProcessHandle}: {@link Process#destroy()} would
 * close the pipes and lose the last output.
 */
final class ProcessTree {
    private final Process root;
    private final Set<ProcessHandle> noted = ConcurrentHashMap.newKeySet();

    ProcessTree(Process root) {
        this.root = root;
    }

    boolean exited(Duration wait) throws InterruptedException {
        return root.waitFor(wait.toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * Asks the program to end. Where a shell still stands before it (the user's command line is more than one
     * command), the shell's children are asked too, as a shell does not pass the signal on.
     */
    void terminate() {
        note();
        if (isShell(root.toHandle())) {
            root.toHandle().children().forEach(ProcessHandle::destroy);
        }
        root.toHandle().destroy();
    }

    /** Ends whatever is left of the tree, and what was noted of it before. */
    void kill() {
        note();
        root.toHandle().destroyForcibly();
        noted.forEach(process -> {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        });
    }

    private void note() {
        root.toHandle().descendants().forEach(noted::add);
    }

    private static boolean isShell(ProcessHandle process) {
        return process.info()
                .command()
                .map(path -> path.endsWith("/bash") || path.endsWith("/sh") || path.endsWith("/dash"))
                .orElse(false);
    }
}
