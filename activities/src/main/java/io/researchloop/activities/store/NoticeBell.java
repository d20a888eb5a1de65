package io.researchloop.activities.store;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Rings once a commit has something in it that people are to be told. */
final class NoticeBell implements Runnable {
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    void add(Runnable listener) {
        listeners.add(listener);
    }

    @Override
    public void run() {
        listeners.forEach(Runnable::run);
    }
}
