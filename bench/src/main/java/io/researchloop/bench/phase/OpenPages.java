package io.researchloop.bench.phase;

import io.researchloop.bench.http.Connection;
import io.researchloop.bench.http.Dashboard;
import io.researchloop.bench.report.Report;
import io.researchloop.bench.server.OwnServer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Future;

/** What it costs the server that many pages are open, while the sprint that half of them show is at work. */
public final class OpenPages {
    private static final int PAGES = 200;
    private static final Duration SETTLED = Duration.ofSeconds(3);
    private static final Duration TIME = Duration.ofSeconds(40);
    /** A runner's own, unless the study says otherwise. */
    private static final Duration BEAT = Duration.ofSeconds(10);

    private OpenPages() {}

    public static void run(OwnServer server, Dashboard dashboard, Runner runner, Report report)
            throws IOException, InterruptedException {
        Optional<Duration> alone = beating(server, runner);
        List<Future<?>> streams = new ArrayList<>();
        try {
            for (int i = 0; i < PAGES; i++) {
                String path = i % 2 == 0 ? "home" : "sprints/" + runner.sprintId() + "/overview";
                streams.add(dashboard.stream("/dashboard/live/" + path, line -> {}));
            }
            Thread.sleep(SETTLED.toMillis());
            Optional<Duration> open = beating(server, runner);
            if (alone.isEmpty() || open.isEmpty()) {
                report.note("Open pages: skipped, this system does not tell a process's time.");
                return;
            }
            if (streams.stream().anyMatch(Future::isDone)) {
                throw new IOException("a page's stream has ended before it was left");
            }
            report.figure(
                    PAGES + " open pages, a heartbeat each " + BEAT.toSeconds() + " s",
                    String.format(
                            Locale.ROOT,
                            "%.1f %% of a core (%.1f %% without them)",
                            share(open.get()),
                            share(alone.get())),
                    "< 5 %");
        } finally {
            streams.forEach(stream -> stream.cancel(true));
        }
    }

    private static double share(Duration spent) {
        return 100.0 * spent.toMillis() / TIME.toMillis();
    }

    private static Optional<Duration> beating(OwnServer server, Runner runner)
            throws IOException, InterruptedException {
        Optional<Duration> before = server.processorTime();
        try (Connection connection = new Connection(server.api().address())) {
            for (long beat = 0; beat < TIME.dividedBy(BEAT); beat++) {
                byte[] request = runner.format(server.api().address())
                        .post(
                                "/api/webhook/heartbeat",
                                Heartbeats.withLog(runner.sprintId(), "It is " + System.nanoTime() + ".\n"));
                if (connection.status(request) != 200) {
                    throw new IOException("a heartbeat of " + runner.sprintId() + " was refused");
                }
                Thread.sleep(BEAT.toMillis());
            }
        }
        return server.processorTime().flatMap(after -> before.map(after::minus));
    }
}
