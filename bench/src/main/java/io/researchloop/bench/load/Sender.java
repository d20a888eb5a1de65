package io.researchloop.bench.load;

import io.researchloop.bench.http.Address;
import io.researchloop.bench.http.Connection;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** One connection's part of a load. */
final class Sender {
    /** After a request without an answer, so that a server that is gone is not called a million times. */
    private static final long PAUSE_MILLIS = 20;

    private final Address address;
    private final List<byte[]> requests;
    private final LoadPlan plan;
    private final AtomicLong left;
    private final Histogram latencies = new Histogram();
    private final Map<Integer, Long> errors = new TreeMap<>();
    private int next;

    Sender(Address address, List<byte[]> requests, int first, LoadPlan plan, AtomicLong left) {
        this.address = address;
        this.requests = List.copyOf(requests);
        this.next = first % requests.size();
        this.plan = plan;
        this.left = left;
    }

    /** Nanoseconds on the clock of {@link System#nanoTime}, of what was counted. */
    record Tally(Histogram latencies, Map<Integer, Long> errors, long beginNanos, long endNanos) {}

    Tally send() throws IOException, InterruptedException {
        long begin = System.nanoTime() + plan.warmUp().toNanos();
        long deadline = begin + plan.time().toNanos();
        long now = System.nanoTime();
        try (Connection connection = new Connection(address)) {
            while (now - deadline < 0 && left.getAndDecrement() > 0) {
                int status = status(connection);
                long sent = now;
                now = System.nanoTime();
                // By its end: a request that the server kept from the warm-up on is a latency to be seen.
                if (now - begin >= 0) {
                    count(status, now - sent);
                }
                if (status == LoadResult.NO_ANSWER) {
                    Thread.sleep(PAUSE_MILLIS);
                    now = System.nanoTime();
                }
            }
        }
        return new Tally(latencies, errors, begin, Math.max(begin, now));
    }

    private int status(Connection connection) {
        byte[] request = requests.get(next);
        next = next + 1 == requests.size() ? 0 : next + 1;
        try {
            return connection.status(request);
        } catch (IOException e) {
            return LoadResult.NO_ANSWER;
        }
    }

    private void count(int status, long nanos) {
        if (status >= 200 && status < 300) {
            latencies.record(TimeUnit.NANOSECONDS.toMicros(nanos));
        } else {
            errors.merge(status, 1L, Long::sum);
        }
    }
}
