package io.researchloop.cli.watch;

import io.researchloop.cli.Failure;
import io.researchloop.cli.http.EventStream;
import io.researchloop.cli.http.ServerClient;
import io.researchloop.cli.http.ServerEvent;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * The log up to now. The stream begins with what there is and then waits for more; a second of silence is taken as the
 * end of what there is.
 */
public final class LogSoFar {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private LogSoFar() {}

    public static void read(ServerClient server, String sprintPath, FeedListener listener) {
        var events = server.events(sprintPath + "/events", Optional.empty(), PATIENCE);
        if (!events.isStream()) {
            events.close();
            throw new Failure("The log comes as an event stream, and something between here and "
                    + server.target().address() + " lets none through. The dashboard shows the log, too.");
        }
        var arrived = new LinkedBlockingQueue<Optional<ServerEvent>>();
        var reader = new Thread(() -> pump(events, arrived), "log-reader");
        reader.setDaemon(true);
        reader.start();
        try {
            drain(arrived, listener);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void drain(BlockingQueue<Optional<ServerEvent>> arrived, FeedListener listener)
            throws InterruptedException {
        long wait = PATIENCE.toMillis();
        while (true) {
            var event = arrived.poll(wait, TimeUnit.MILLISECONDS);
            if (event == null || event.isEmpty() || "end".equals(event.get().name())) {
                return;
            }
            EventData.text(event.get()).ifPresent(listener::log);
            wait = 1000;
        }
    }

    /** Whoever closed the stream from outside would wait for this thread's read to end, as long as the patience is. */
    private static void pump(EventStream events, BlockingQueue<Optional<ServerEvent>> arrived) {
        try (events) {
            Optional<ServerEvent> event;
            do {
                event = events.next();
                arrived.add(event);
            } while (event.isPresent());
        } catch (IOException e) {
            arrived.add(Optional.empty());
        }
    }
}
