package io.researchloop.bench.phase;

import com.google.gson.JsonObject;
import io.researchloop.bench.http.Address;
import io.researchloop.bench.http.Connection;
import io.researchloop.bench.http.Dashboard;
import io.researchloop.bench.load.Histogram;
import io.researchloop.bench.report.Report;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A sprint's page that is open: from a runner's POST of a heartbeat until the part that shows it has come. */
public final class LivePages {
    private static final int WARM_UP = 5;
    private static final int HEARTBEATS = 100;
    private static final int PATIENCE_SECONDS = 30;
    /** Heartbeats come when they come: at no fixed distance from whatever the server does in turns. */
    private static final int LONGEST_PAUSE_MILLIS = 600;

    private LivePages() {}

    public static void run(Address address, Dashboard dashboard, Runner runner, Report report)
            throws IOException, InterruptedException {
        Arrivals arrivals = new Arrivals();
        Future<?> stream = dashboard.stream("/dashboard/live/sprints/" + runner.sprintId() + "/overview", arrivals);
        Histogram latencies = new Histogram();
        Random pauses = new Random(1);
        try (Connection connection = new Connection(address)) {
            for (int number = 0; number < WARM_UP + HEARTBEATS; number++) {
                byte[] request = runner.format(address).post("/api/webhook/heartbeat", body(runner, number));
                long began = System.nanoTime();
                if (connection.status(request) != 200) {
                    throw new IOException("a heartbeat of " + runner.sprintId() + " was refused");
                }
                long micros = (arrivals.await(number) - began) / 1_000;
                if (number >= WARM_UP) {
                    latencies.record(micros);
                }
                Thread.sleep(pauses.nextInt(LONGEST_PAUSE_MILLIS));
            }
        } finally {
            stream.cancel(true);
        }
        report.figure(
                "heartbeat → the open page has it",
                String.format(
                        Locale.ROOT,
                        "p50 %.0f ms, p99 %.0f ms (%d heartbeats)",
                        latencies.percentileMicros(50) / 1e3,
                        latencies.percentileMicros(99) / 1e3,
                        HEARTBEATS),
                "p99 < 1000 ms");
    }

    private static String body(Runner runner, int number) {
        JsonObject body = new JsonObject();
        body.addProperty("sprint_id", runner.sprintId());
        body.addProperty("phase", "research");
        body.addProperty("progress", "This is heartbeat number " + number + ".");
        return body.toString();
    }

    /** When the words of each heartbeat came first. */
    static final class Arrivals implements Consumer<String> {
        private static final Pattern WORDS = Pattern.compile("heartbeat number (\\d+)\\.");

        private final Map<Integer, CompletableFuture<Long>> times = new ConcurrentHashMap<>();

        @Override
        public void accept(String line) {
            Matcher words = WORDS.matcher(line);
            while (words.find()) {
                of(Integer.parseInt(words.group(1))).complete(System.nanoTime());
            }
        }

        /** As {@link System#nanoTime} told it. */
        long await(int number) throws IOException, InterruptedException {
            try {
                return of(number).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            } catch (TimeoutException | ExecutionException e) {
                throw new IOException("heartbeat " + number + " never came to the page that was open", e);
            }
        }

        private CompletableFuture<Long> of(int number) {
            return times.computeIfAbsent(number, unused -> new CompletableFuture<>());
        }
    }
}
