package io.researchloop.web.dashboard;

import io.researchloop.web.live.LiveSource;
import io.researchloop.web.live.SseEvent;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Sends a client those parts of its page that differ from what it was sent last. */
final class ChangedParts implements LiveSource {
    private final Supplier<Map<String, String>> page;
    private final Map<String, String> sent = new HashMap<>();

    /** @param page the parts of the page as they are now, by the event's name */
    ChangedParts(Supplier<Map<String, String>> page) {
        this.page = page;
    }

    @Override
    public boolean tell(@Nullable String sprintId, Consumer<SseEvent> client) {
        page.get().forEach((name, html) -> {
            if (!html.equals(sent.put(name, html))) {
                client.accept(new SseEvent(null, name, html));
            }
        });
        return true;
    }
}
