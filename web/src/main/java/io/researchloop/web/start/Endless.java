package io.researchloop.web.start;

import java.util.concurrent.CountDownLatch;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.ContextClosedEvent;

/** Waits until the application is closed, by a signal for example. */
final class Endless {
    private Endless() {}

    static void await(ConfigurableApplicationContext application) throws InterruptedException {
        CountDownLatch closed = new CountDownLatch(1);
        application.addApplicationListener(event -> {
            if (event instanceof ContextClosedEvent) {
                closed.countDown();
            }
        });
        closed.await();
    }
}
