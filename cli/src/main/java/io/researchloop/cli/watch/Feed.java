package io.researchloop.cli.watch;

import io.researchloop.cli.Failure;
import io.researchloop.cli.http.Refusal;
import io.researchloop.cli.http.ServerClient;
import io.researchloop.cli.http.ServerEvent;
import io.researchloop.cli.http.Unreachable;
import io.researchloop.cli.terminal.Fields;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Follows one sprint until it has ended: by the event stream, resumed where it broke off; by asking every two seconds
 * where a proxy lets no stream through. A server that restarts is waited for.
 */
final class Feed implements Runnable {
    private static final Set<String> ENDED = Set.of("completed", "failed", "cancelled");

    private final ServerClient server;
    private final String path;
    private final Pace pace;
    private final BlockingQueue<Delivery> deliveries;
    private String lastEventId = "";
    private @Nullable String lastSprint;
    private boolean ended;
    private boolean polling;
    private Duration lost = Duration.ZERO;

    /** Something to tell the listener; {@code last} when nothing follows. */
    record Delivery(Consumer<FeedListener> news, boolean last) {}

    Feed(ServerClient server, String path, Pace pace, BlockingQueue<Delivery> deliveries) {
        this.server = server;
        this.path = path;
        this.pace = pace;
        this.deliveries = deliveries;
    }

    @Override
    public void run() {
        try {
            while (!ended) {
                step();
            }
            deliveries.add(new Delivery(listener -> {}, true));
        } catch (Failure failure) {
            deliveries.add(new Delivery(
                    listener -> {
                        throw failure;
                    },
                    true));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void step() throws InterruptedException {
        try {
            if (polling) {
                sprint(server.get(path));
            } else {
                stream();
            }
            lost = Duration.ZERO;
        } catch (Unreachable e) {
            wait(e);
        } catch (Refusal e) {
            fallBack(e);
        }
        if (!ended) {
            Thread.sleep(pace.pause().toMillis());
        }
    }

    private void stream() {
        try (var events =
                server.events(path + "/events", Optional.of(lastEventId).filter(id -> !id.isEmpty()), pace.silence())) {
            if (!events.isStream()) {
                polling = true;
                return;
            }
            lost = Duration.ZERO;
            for (var event = events.next(); event.isPresent() && !ended; event = events.next()) {
                lastEventId = event.get().id();
                take(event.get());
            }
        } catch (IOException e) {
            // A cut or silent stream is opened again where it broke off.
        }
        if (!ended) {
            sprint(server.get(path));
        }
    }

    private void take(ServerEvent event) {
        switch (event.name()) {
            case "sprint" -> EventData.of(event).ifPresent(this::show);
            case "log" -> EventData.text(event).ifPresent(text -> tell(listener -> listener.log(text)));
            case "end" -> ended = true;
            default -> {
                // A newer server may tell of more than we know.
            }
        }
    }

    private void sprint(Fields answer) {
        var sprint = answer.object("sprint").orElse(answer);
        show(sprint);
        ended = ENDED.contains(sprint.text("status"));
    }

    private void show(Fields answer) {
        var sprint = answer.object("sprint").orElse(answer);
        var text = sprint.json().toString();
        if (!text.equals(lastSprint)) {
            lastSprint = text;
            tell(listener -> listener.sprint(sprint));
        }
    }

    private void wait(Unreachable gone) {
        if (lost.isZero()) {
            tell(listener -> listener.notice("The connection is lost; trying again. The sprint goes on meanwhile."));
        }
        lost = lost.plus(pace.pause());
        if (lost.compareTo(pace.patience()) > 0) {
            throw gone;
        }
    }

    private void fallBack(Refusal refusal) {
        if (polling || refusal.status() == 401) {
            throw refusal;
        }
        polling = true;
    }

    private void tell(Consumer<FeedListener> news) {
        deliveries.add(new Delivery(news, false));
    }
}
