package io.researchloop.web.live;

import io.researchloop.web.problem.Problem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Opens streams of server-sent events, and keeps them alive; one thread serves all of them. */
@Component
public class LiveStreams implements ApplicationListener<ContextClosedEvent> {
    static final int MAX_CLIENTS = 500;
    private static final Duration BEAT = Duration.ofSeconds(15);
    /** After this a client has to come back, and show again that it may. */
    private static final Duration LONGEST = Duration.ofHours(1);

    private final LiveHub hub;
    private final ScheduledFuture<?> beats;
    private final AtomicInteger clients = new AtomicInteger();
    private final Set<Client> open = ConcurrentHashMap.newKeySet();

    LiveStreams(LiveHub hub) {
        this.hub = hub;
        this.beats =
                hub.thread().scheduleAtFixedRate(this::beat, BEAT.toMillis(), BEAT.toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * Answers the request with a stream, which goes on after this has returned.
     *
     * @param sprintIds whose changes the source is told; empty: all
     */
    public void open(HttpServletRequest request, HttpServletResponse response, Set<String> sprintIds, LiveSource source)
            throws IOException {
        open(request, response, sprintIds, sprintIds.isEmpty(), source);
    }

    /**
     * The same with a source that is told of all changes.
     *
     * @param sprintIds which sprints somebody looks at
     */
    public void openToAll(
            HttpServletRequest request, HttpServletResponse response, Set<String> sprintIds, LiveSource source)
            throws IOException {
        open(request, response, sprintIds, true, source);
    }

    private void open(
            HttpServletRequest request,
            HttpServletResponse response,
            Set<String> sprintIds,
            boolean all,
            LiveSource source)
            throws IOException {
        if (clients.incrementAndGet() > MAX_CLIENTS) {
            clients.decrementAndGet();
            Problem.retryAfter(
                            HttpStatus.SERVICE_UNAVAILABLE,
                            Duration.ofSeconds(30),
                            "Too many clients listen already; look at the sprint itself meanwhile")
                    .write(request, response);
            return;
        }
        Client client = new Client(source);
        SseStream stream;
        try {
            stream = SseStream.open(request, response, () -> left(client));
        } catch (IOException | RuntimeException e) {
            clients.decrementAndGet();
            throw e;
        }
        client.begin(stream, hub.subscribe(sprintIds, all, client::tell));
        open.add(client);
        try {
            client.tell(null);
        } catch (RuntimeException e) {
            stream.close();
            throw e;
        }
        if (stream.isClosed()) {
            // It closed before it was known here.
            open.remove(client);
        }
    }

    /** Before the web server waits for its requests to end, as these never would by themselves. */
    @Override
    public void onApplicationEvent(ContextClosedEvent closing) {
        beats.cancel(false);
        open.forEach(Client::close);
    }

    private void left(Client client) {
        clients.decrementAndGet();
        open.remove(client);
        client.end();
    }

    private void beat() {
        open.forEach(Client::beat);
    }

    private static final class Client {
        private final LiveSource source;
        private final long begun = System.nanoTime();
        private volatile @Nullable SseStream stream;
        private volatile LiveHub.@Nullable Subscription subscription;

        Client(LiveSource source) {
            this.source = source;
        }

        void begin(SseStream stream, LiveHub.Subscription subscription) {
            this.stream = stream;
            this.subscription = subscription;
            if (stream.isClosed()) {
                subscription.close();
            }
        }

        void end() {
            LiveHub.Subscription mine = subscription;
            if (mine != null) {
                mine.close();
            }
        }

        synchronized void tell(@Nullable String sprintId) {
            SseStream to = stream;
            if (to != null && !to.isClosed() && !source.tell(sprintId, to::send)) {
                to.finish();
            }
        }

        void beat() {
            SseStream to = stream;
            if (to != null) {
                to.beat();
                if (System.nanoTime() - begun > LONGEST.toNanos()) {
                    to.finish();
                }
            }
        }

        void close() {
            SseStream to = stream;
            if (to != null) {
                to.close();
            }
        }
    }
}
