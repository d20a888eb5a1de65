package io.researchloop.activities.store;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All writes, on one thread. What arrives while a commit is under way shares the next one: SQLite has one writer anyway,
 * and the wait for the disk, which is nearly all of a durable commit, is paid once for all of them. A write that fails
 * takes back only itself: the others of its batch are done again, each with a savepoint, which would be waste as long as
 * all goes well. When {@link #write} returns, the write is on the disk.
 */
final class GroupCommit implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(GroupCommit.class);
    private static final int MAX_BATCH = 256;
    private static final Write<@Nullable Void> CLOSE = new Write<>(() -> null);

    private final Writer writer;
    private final SqliteErrors errors;
    private final Consumer<String> listener;
    private final BlockingQueue<Write<?>> queue = new LinkedBlockingQueue<>();
    private final Thread thread;
    private final AtomicLong commits = new AtomicLong();
    private volatile boolean closed;
    private @Nullable Write<?> current;

    /** @param listener hears of each sprint that a commit changed, on the writer's thread */
    GroupCommit(Writer writer, SqliteErrors errors, Consumer<String> listener) {
        this.writer = writer;
        this.errors = errors;
        this.listener = listener;
        this.thread = new Thread(this::work, "store-writer");
        this.thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /**
     * Runs the work in a transaction, and returns once that is committed. The work may read what it likes, must have no
     * effect but on the database, as it may be taken back and run again, and what it throws reaches the caller with
     * nothing of it written. A write within a write is part of it.
     *
     * @throws StoreUnavailable if the database cannot be written now
     */
    <T extends @Nullable Object> T write(Supplier<T> work) {
        if (Thread.currentThread() == thread) {
            return nested(work);
        }
        Write<T> write = new Write<>(work);
        queue.add(write);
        // Looked at after it is queued: either the writer's last look at the queue finds it, or this does.
        if (closed && queue.remove(write)) {
            throw new StoreUnavailable("The server is shutting down.", false, null);
        }
        return write.await();
    }

    void write(Runnable work) {
        this.<@Nullable Void>write(() -> {
            work.run();
            return null;
        });
    }

    /** Announces, once the write at work is committed, that this sprint changed. */
    void changed(String sprintId) {
        if (current == null) {
            throw new IllegalStateException("only within a write");
        }
        current.changed(sprintId);
    }

    /** Runs the task, once for a batch of commits, when the write at work is on the disk; it must be quick. */
    void afterCommit(Runnable task) {
        if (current == null) {
            throw new IllegalStateException("only within a write");
        }
        current.afterCommit(task);
    }

    /** How many writes wait for the next commit. */
    int queued() {
        return queue.size();
    }

    /** Counts up with each commit, before those who wait for it hear of it. */
    long commits() {
        return commits.get();
    }

    private <T extends @Nullable Object> T nested(Supplier<T> work) {
        if (current == null) {
            throw new IllegalStateException("a listener must not write: it would wait for itself");
        }
        return work.get();
    }

    private void work() {
        List<Write<?>> batch = new ArrayList<>(MAX_BATCH);
        boolean open = true;
        while (open) {
            batch.clear();
            batch.add(next());
            queue.drainTo(batch, MAX_BATCH - 1);
            open = !batch.remove(CLOSE);
            if (!open) {
                queue.drainTo(batch);
            }
            if (!batch.isEmpty()) {
                commit(batch);
            }
        }
        writer.discard();
    }

    private Write<?> next() {
        while (true) {
            try {
                return queue.take();
            } catch (InterruptedException e) {
                // Nobody but close() may end this thread: acknowledged and unanswered writes depend on it.
                log.debug("The writer's thread was interrupted; it goes on");
            }
        }
    }

    private void commit(List<Write<?>> batch) {
        if (batch.size() > 1) {
            commit(batch, this::run);
        } else {
            commit(batch, this::attempt);
        }
    }

    /** One write of a transaction. */
    private interface Part {
        void of(Write<?> write) throws SQLException, OneFailed;
    }

    private static final class OneFailed extends Exception {
        private static final long serialVersionUID = 1;

        OneFailed(Throwable cause) {
            super(cause);
        }
    }

    private void commit(List<Write<?>> batch, Part part) {
        try {
            writer.begin();
            for (Write<?> write : batch) {
                part.of(write);
            }
            writer.commit();
        } catch (OneFailed e) {
            writer.rollBack();
            batch.forEach(Write::forget);
            commit(batch, this::attempt);
            return;
        } catch (SQLException e) {
            lost(batch, errors.unavailable(e));
            return;
        }
        commits.incrementAndGet();
        batch.forEach(Write::committed);
        tell(batch);
    }

    private void lost(List<Write<?>> batch, StoreUnavailable reason) {
        if (!reason.full()) {
            writer.discard();
        } else {
            writer.rollBack();
            if (batch.size() > 1) {
                oneByOne(batch);
                return;
            }
        }
        log.warn("{} writes were not stored: {}", batch.size(), reason.getMessage());
        batch.forEach(write -> write.lost(reason));
    }

    /** On a full disk SQLite rolls back all for the sake of one; the small ones may well have room. */
    private void oneByOne(List<Write<?>> batch) {
        for (Write<?> write : batch) {
            write.forget();
            commit(List.of(write));
        }
    }

    private void run(Write<?> write) throws OneFailed {
        current = write;
        try {
            write.run();
        } catch (RuntimeException | Error e) {
            throw new OneFailed(e);
        } finally {
            current = null;
        }
    }

    private void attempt(Write<?> write) throws SQLException {
        writer.savepoint();
        current = write;
        try {
            write.run();
        } catch (RuntimeException | Error e) {
            write.failed(e);
            // After a full disk SQLite may have rolled back the whole transaction: then this throws, and all are told.
            rollBack(e);
        } finally {
            current = null;
        }
        writer.release();
    }

    private void rollBack(Throwable reason) throws SQLException {
        try {
            writer.rollbackToSavepoint();
        } catch (SQLException e) {
            e.addSuppressed(reason);
            throw reason.getCause() instanceof SQLException cause ? cause : e;
        }
    }

    private void tell(List<Write<?>> batch) {
        Set<String> changed = new LinkedHashSet<>();
        batch.forEach(write -> changed.addAll(write.changed()));
        for (String sprintId : changed) {
            listen(() -> listener.accept(sprintId));
        }
        Set<Runnable> afterwards = new LinkedHashSet<>();
        batch.forEach(write -> afterwards.addAll(write.afterwards()));
        afterwards.forEach(GroupCommit::listen);
    }

    private static void listen(Runnable listener) {
        try {
            listener.run();
        } catch (RuntimeException e) {
            log.error("A store listener failed", e);
        }
    }

    /** Finishes what is queued, then refuses. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        queue.add(CLOSE);
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
