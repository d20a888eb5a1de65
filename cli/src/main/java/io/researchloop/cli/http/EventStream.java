package io.researchloop.cli.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.time.Duration;
import java.util.HashMap;
import java.util.Optional;

/** Server-sent events, read as the HTML standard describes the format. */
public final class EventStream implements AutoCloseable {
    private final Exchange exchange;
    private final BufferedReader lines;
    private String lastId = "";

    EventStream(Exchange exchange) throws IOException {
        this.exchange = exchange;
        this.lines = new BufferedReader(new InputStreamReader(exchange.body(), UTF_8));
    }

    static Request request(String path, Optional<String> lastEventId, Duration patience) {
        var headers = new HashMap<String, String>();
        headers.put("Accept", "text/event-stream");
        lastEventId.ifPresent(id -> headers.put("Last-Event-ID", id));
        return new Request("GET", path, null, headers, false, patience);
    }

    /** Whether the answer is an event stream at all; a proxy's page is not. */
    public boolean isStream() {
        return exchange.header("Content-Type")
                .filter(type -> type.startsWith("text/event-stream"))
                .isPresent();
    }

    /** Waits for the next event; empty when the server closed the stream. An event cut in half is dropped. */
    public Optional<ServerEvent> next() throws IOException {
        var data = new StringBuilder();
        var name = "message";
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.isEmpty()) {
                if (data.length() > 0) {
                    return Optional.of(new ServerEvent(lastId, name, data.substring(0, data.length() - 1)));
                }
                name = "message";
                continue;
            }
            int colon = line.indexOf(':');
            var field = colon < 0 ? line : line.substring(0, colon);
            var value = colon < 0 ? "" : line.substring(colon + 1).replaceFirst("^ ", "");
            switch (field) {
                case "data" -> data.append(value).append('\n');
                case "event" -> name = value;
                case "id" -> lastId = value;
                default -> {
                    // Comments keep the connection alive; other fields are for browsers.
                }
            }
        }
        return Optional.empty();
    }

    @Override
    public void close() {
        exchange.close();
    }
}
