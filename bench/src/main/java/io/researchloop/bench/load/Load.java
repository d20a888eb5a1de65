package io.researchloop.bench.load;

import io.researchloop.bench.http.Address;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/** Sends requests over so many connections at once, each sending its next one as soon as the last is answered. */
public final class Load {
    private Load() {}

    /** @param requests sent in turn; each connection begins at another one */
    public static LoadResult run(Address address, List<byte[]> requests, LoadPlan plan) throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(plan.connections());
        try {
            CountDownLatch go = new CountDownLatch(1);
            AtomicLong left = new AtomicLong(plan.requests());
            List<Future<Sender.Tally>> tallies = new ArrayList<>();
            for (int i = 0; i < plan.connections(); i++) {
                Sender sender = new Sender(address, requests, i, plan, left);
                tallies.add(threads.submit(() -> {
                    go.await();
                    return sender.send();
                }));
            }
            go.countDown();
            return sum(plan.connections(), tallies);
        } finally {
            threads.shutdownNow();
        }
    }

    private static LoadResult sum(int connections, List<Future<Sender.Tally>> tallies) throws InterruptedException {
        Histogram latencies = new Histogram();
        Map<Integer, Long> errors = new TreeMap<>();
        long begin = Long.MAX_VALUE;
        long end = Long.MIN_VALUE;
        for (Future<Sender.Tally> future : tallies) {
            Sender.Tally tally = result(future);
            latencies.add(tally.latencies());
            tally.errors().forEach((status, count) -> errors.merge(status, count, Long::sum));
            begin = Math.min(begin, tally.beginNanos());
            end = Math.max(end, tally.endNanos());
        }
        return new LoadResult(connections, (end - begin) / 1e9, latencies, errors);
    }

    private static Sender.Tally result(Future<Sender.Tally> future) throws InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a connection's thread broke", e.getCause());
        }
    }
}
