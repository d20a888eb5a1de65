package io.researchloop.cli.watch;

import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.researchloop.cli.http.ServerEvent;
import io.researchloop.cli.terminal.Fields;
import java.util.Optional;

/** What an event carries; data that is not ours carries nothing. */
final class EventData {
    private EventData() {}

    static Optional<String> text(ServerEvent event) {
        return "log".equals(event.name())
                ? of(event).map(fields -> fields.block("text")).filter(text -> !text.isEmpty())
                : Optional.empty();
    }

    static Optional<Fields> of(ServerEvent event) {
        try {
            var json = JsonParser.parseString(event.data());
            return json.isJsonObject() ? Optional.of(new Fields(json.getAsJsonObject())) : Optional.empty();
        } catch (JsonParseException e) {
            return Optional.empty();
        }
    }
}
