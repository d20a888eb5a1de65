package io.researchloop.web.api;

import io.researchloop.activities.store.EventLog;
import io.researchloop.activities.store.EventRow;
import io.researchloop.activities.store.QueueWaits;
import io.researchloop.activities.store.SprintDetail;
import io.researchloop.activities.store.SprintStore;
import io.researchloop.web.command.Rejection;
import io.researchloop.web.live.LiveSource;
import io.researchloop.web.live.LiveStreams;
import io.researchloop.web.live.SseEvent;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/**
 * A sprint's events as they happen. Each has the id that the client says as {@code Last-Event-ID} when it comes back;
 * what it missed is told then. After them comes the sprint as it is now ({@code sprint}), and after its end a last
 * event ({@code end}), with which the stream closes.
 */
@RestController
class SprintEventsController {
    private static final int BATCH = 200;

    private final SprintStore sprints;
    private final EventLog events;
    private final LiveStreams streams;
    private final QueueWaits waits;
    private final JsonMapper json;

    SprintEventsController(
            SprintStore sprints, EventLog events, LiveStreams streams, QueueWaits waits, JsonMapper json) {
        this.sprints = sprints;
        this.events = events;
        this.streams = streams;
        this.waits = waits;
        this.json = json;
    }

    @GetMapping(path = "/api/sprints/{id}/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    void events(
            @PathVariable String id,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable Long lastEventId,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        if (sprints.find(id).isEmpty()) {
            throw Rejection.unknown("Sprint not found");
        }
        long from = lastEventId == null ? events.last(id) : lastEventId;
        streams.open(request, response, Set.of(id), new Source(id, from));
    }

    private final class Source implements LiveSource {
        private final String id;
        private long last;

        Source(String id, long last) {
            this.id = id;
            this.last = last;
        }

        @Override
        public boolean tell(@Nullable String changed, Consumer<SseEvent> client) {
            List<EventRow> missed;
            do {
                missed = events.since(id, last, BATCH);
                for (EventRow event : missed) {
                    last = event.seq();
                    client.accept(new SseEvent(Long.toString(last), event.kind(), event.dataJson()));
                }
            } while (missed.size() == BATCH);
            Optional<SprintDetail> now = sprints.detail(id);
            now.ifPresent(detail -> client.accept(new SseEvent(
                    Long.toString(last),
                    "sprint",
                    json.writeValueAsString(SprintJson.of(detail, null, waits.of(id))))));
            boolean ended = now.isEmpty() || now.get().row().status().terminal();
            if (ended) {
                client.accept(new SseEvent(null, "end", "{}"));
            }
            return !ended;
        }
    }
}
