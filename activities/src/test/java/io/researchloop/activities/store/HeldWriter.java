package io.researchloop.activities.store;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;

/** Keeps the writer's thread busy, so that what comes meanwhile shares the next commit. */
final class HeldWriter {
    private final GroupCommit writes;
    private final CountDownLatch goOn = new CountDownLatch(1);

    HeldWriter(GroupCommit writes, Executor caller) throws InterruptedException {
        this.writes = writes;
        CountDownLatch busy = new CountDownLatch(1);
        caller.execute(() -> writes.write(() -> {
            busy.countDown();
            hold();
        }));
        busy.await();
    }

    void awaitQueued(int count) {
        while (writes.queued() < count) {
            Thread.onSpinWait();
        }
    }

    void release() {
        goOn.countDown();
    }

    private void hold() {
        try {
            goOn.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
