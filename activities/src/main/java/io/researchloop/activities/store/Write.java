package io.researchloop.activities.store;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One caller's write: what to do, and what became of it. */
final class Write<T extends @Nullable Object> {
    private final Supplier<T> work;
    private final CompletableFuture<T> done = new CompletableFuture<>();
    private final Set<String> changed = new LinkedHashSet<>();
    private final Set<Runnable> afterwards = new LinkedHashSet<>();
    private @Nullable Runnable outcome;

    Write(Supplier<T> work) {
        this.work = work;
    }

    /** On the writer's thread; its result is not told before the commit. */
    void run() {
        T value = work.get();
        outcome = () -> done.complete(value);
    }

    /** Its transaction was rolled back, and it is to run again. */
    void forget() {
        changed.clear();
        afterwards.clear();
        outcome = null;
    }

    /** Its savepoint was rolled back; the others of its batch go on. */
    void failed(Throwable failure) {
        changed.clear();
        afterwards.clear();
        outcome = () -> done.completeExceptionally(failure);
    }

    void changed(String sprintId) {
        changed.add(sprintId);
    }

    Set<String> changed() {
        return changed;
    }

    void afterCommit(Runnable task) {
        afterwards.add(task);
    }

    Set<Runnable> afterwards() {
        return afterwards;
    }

    void committed() {
        if (outcome == null) {
            throw new IllegalStateException("committed, but never run");
        }
        outcome.run();
    }

    void lost(StoreUnavailable reason) {
        done.completeExceptionally(reason);
    }

    /** Not to be interrupted: who leaves early would not know whether the write is in. */
    T await() {
        try {
            return done.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            if (e.getCause() instanceof Error failure) {
                throw failure;
            }
            throw e;
        }
    }
}
