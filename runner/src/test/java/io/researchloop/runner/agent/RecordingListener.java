package io.researchloop.runner.agent;

import io.researchloop.runner.protocol.Usage;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what an agent told, for tests to look at while it works. */
final class RecordingListener implements AgentListener {
    final List<String> sessions = new CopyOnWriteArrayList<>();
    final List<String> lines = new CopyOnWriteArrayList<>();
    private final List<Usage> spent = new ArrayList<>();

    @Override
    public void session(String sessionId) {
        sessions.add(sessionId);
    }

    @Override
    public synchronized void spent(Usage delta) {
        spent.add(delta);
    }

    @Override
    public void log(String line) {
        lines.add(line);
    }

    @Override
    public void alive() {}

    synchronized Usage spent() {
        return spent.stream().reduce(Usage.NONE, Usage::plus);
    }

    /** Waits until a line holds the text; fails after 30 seconds. */
    void awaitLine(String text) throws InterruptedException {
        long end = System.nanoTime() + 30_000_000_000L;
        while (lines.stream().noneMatch(line -> line.contains(text))) {
            if (System.nanoTime() > end) {
                throw new AssertionError("no line with \"" + text + "\" in " + lines);
            }
            Thread.sleep(5);
        }
    }
}
