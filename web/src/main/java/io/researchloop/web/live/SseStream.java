package io.researchloop.web.live;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One client's stream, written without blocking: what the client does not take waits in a bounded queue, and a client
 * that falls too far behind is let go; it comes back with its last event's id.
 *
 * <p>The container uses a request's objects for the next client as soon as it has ended one, also while a write of ours
 * that found the client gone is still on its way back through them, and would then end the next client's response. So the
 * container's thread waits in its callbacks for such a write. No other lock is held while the container is called, because
 * it calls back.
 */
final class SseStream implements WriteListener, AsyncListener {
    private static final int MAX_QUEUED_BYTES = 4 * 1024 * 1024;
    /** A write does not block; longer than this it is no write that is waited for. */
    private static final long LAST_WRITE_SECONDS = 1;

    private static final byte[] COMMENT = ":\n\n".getBytes(UTF_8);

    private final AsyncContext async;
    private final ServletOutputStream out;
    private final Runnable onClose;
    private final Queue<byte[]> queue = new ConcurrentLinkedQueue<>();
    private final AtomicInteger queuedBytes = new AtomicInteger();
    /** How often a drain was asked for since the present one began; only who raises it from 0 drains. */
    private final AtomicInteger drains = new AtomicInteger();

    private final ReentrantLock writing = new ReentrantLock();
    private final AtomicBoolean closed = new AtomicBoolean();
    /** True until the container says that it takes bytes. */
    private volatile boolean waiting = true;

    private volatile boolean finishing;
    private boolean unflushed;

    private SseStream(AsyncContext async, ServletOutputStream out, Runnable onClose) {
        this.async = async;
        this.out = out;
        this.onClose = onClose;
    }

    static SseStream open(HttpServletRequest request, HttpServletResponse response, Runnable onClose)
            throws IOException {
        response.setStatus(HttpServletResponse.SC_OK);
        response.setContentType("text/event-stream");
        response.setCharacterEncoding(UTF_8.name());
        response.setHeader("Cache-Control", "no-store");
        // Proxies (nginx) would hold events back until a buffer is full.
        response.setHeader("X-Accel-Buffering", "no");
        AsyncContext async = request.startAsync();
        async.setTimeout(0);
        ServletOutputStream out = response.getOutputStream();
        SseStream stream = new SseStream(async, out, onClose);
        async.addListener(stream);
        out.setWriteListener(stream);
        return stream;
    }

    void send(SseEvent event) {
        enqueue(event.frame());
    }

    /** Keeps proxies from giving the connection up, and finds out whether the client is still there. */
    void beat() {
        if (queue.isEmpty()) {
            enqueue(COMMENT);
        }
    }

    /** Ends the stream once everything is sent. */
    void finish() {
        finishing = true;
        drain();
    }

    void close() {
        if (closed.compareAndSet(false, true)) {
            queue.clear();
            onClose.run();
            complete();
        }
    }

    private void complete() {
        try {
            async.complete();
        } catch (IllegalStateException e) {
            // The container ended it first, or tells of its error first.
            queue.clear();
        }
    }

    boolean isClosed() {
        return closed.get();
    }

    private void enqueue(byte[] frame) {
        if (closed.get()) {
            return;
        }
        if (queuedBytes.addAndGet(frame.length) > MAX_QUEUED_BYTES) {
            close();
            return;
        }
        queue.add(frame);
        drain();
    }

    private void drain() {
        if (drains.getAndIncrement() != 0) {
            return;
        }
        int seen = 1;
        do {
            write();
            seen = drains.addAndGet(-seen);
        } while (seen != 0);
    }

    private void write() {
        writing.lock();
        try {
            while (!closed.get() && !waiting && writable()) {
                byte[] next = queue.poll();
                if (next != null) {
                    queuedBytes.addAndGet(-next.length);
                    unflushed = true;
                    out.write(next);
                } else if (unflushed) {
                    unflushed = false;
                    out.flush();
                } else {
                    if (finishing) {
                        close();
                    }
                    return;
                }
            }
        } catch (IOException | IllegalStateException e) {
            close();
        } finally {
            writing.unlock();
        }
    }

    private void awaitWrite() {
        try {
            if (writing.tryLock(LAST_WRITE_SECONDS, TimeUnit.SECONDS)) {
                writing.unlock();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Once this said no, the container calls {@link #onWritePossible}, perhaps before this has returned. */
    private boolean writable() {
        waiting = true;
        if (out.isReady()) {
            waiting = false;
            return true;
        }
        return false;
    }

    @Override
    public void onWritePossible() {
        waiting = false;
        drain();
    }

    @Override
    public void onError(Throwable error) {
        close();
    }

    @Override
    public void onComplete(AsyncEvent event) {
        awaitWrite();
        close();
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        awaitWrite();
        close();
    }

    /**
     * A write of another thread may have found the client gone and closed this before; it could not complete then, for
     * the container wants its error told first. Without a completion here the container sends an error page.
     */
    @Override
    public void onError(AsyncEvent event) {
        awaitWrite();
        close();
        complete();
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
        event.getAsyncContext().addListener(this);
    }
}
