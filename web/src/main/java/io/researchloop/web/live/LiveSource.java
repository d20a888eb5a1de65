package io.researchloop.web.live;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Knows what a client should be told. Never called by two threads at once for one client. */
@FunctionalInterface
public interface LiveSource {
    /**
     * @param sprintId what changed; null when the client has just come
     * @return false when there will be nothing more to say: the stream is ended
     */
    boolean tell(@Nullable String sprintId, Consumer<SseEvent> client);
}
