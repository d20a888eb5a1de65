package io.researchloop.cli.watch;

import io.researchloop.cli.http.ServerClient;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Brings a sprint's feed to a listener, on the caller's thread, until the sprint has ended. */
public final class Follower {
    private final ServerClient server;
    private final Pace pace;

    public Follower(ServerClient server, Pace pace) {
        this.server = server;
        this.pace = pace;
    }

    public void follow(String sprintPath, FeedListener listener) {
        var deliveries = new LinkedBlockingQueue<Feed.Delivery>();
        var reader = new Thread(new Feed(server, sprintPath, pace, deliveries), "sprint-feed");
        reader.setDaemon(true);
        reader.start();
        try {
            while (true) {
                var delivery = deliveries.poll(1, TimeUnit.SECONDS);
                if (delivery == null) {
                    listener.tick();
                    continue;
                }
                delivery.news().accept(listener);
                if (delivery.last()) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            reader.interrupt();
        }
    }
}
