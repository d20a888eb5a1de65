package io.researchloop.web.dashboard;

import io.researchloop.activities.store.SprintRow;
import io.researchloop.web.live.LiveSource;
import io.researchloop.web.live.SseEvent;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Keeps a list's rows up to date one by one, and tells how many sprints have come since it was drawn. */
final class ListRows implements LiveSource {
    private final Set<String> ids;
    private final Reader reader;
    private final @Nullable Predicate<SprintRow> newcomer;
    private final Map<String, String> sent = new HashMap<>();
    private final Set<String> met = new HashSet<>();
    private int arrived;

    /** Where it reads. */
    interface Reader {
        Optional<SprintRow> find(String id);

        /** The newest sprints, to find those that came while nobody listened. */
        List<SprintRow> newest();

        String row(SprintRow row);

        String arrivals(int count);
    }

    /** @param newcomer which sprints would be in the list if it were drawn now; null: that is not told */
    ListRows(Set<String> ids, Reader reader, @Nullable Predicate<SprintRow> newcomer) {
        this.ids = ids;
        this.reader = reader;
        this.newcomer = newcomer;
    }

    @Override
    public boolean tell(@Nullable String sprintId, Consumer<SseEvent> client) {
        if (sprintId == null) {
            ids.forEach(id -> row(id, client));
            missed(client);
        } else if (ids.contains(sprintId)) {
            row(sprintId, client);
        } else if (newcomer != null && met.add(sprintId)) {
            arrival(sprintId, newcomer, client);
        }
        return true;
    }

    private void row(String id, Consumer<SseEvent> client) {
        reader.find(id).map(reader::row).ifPresent(html -> {
            if (!html.equals(sent.put(id, html))) {
                client.accept(new SseEvent(null, "sprint:" + id, html));
            }
        });
    }

    private void missed(Consumer<SseEvent> client) {
        if (newcomer != null) {
            reader.newest().stream()
                    .filter(newcomer)
                    .map(SprintRow::id)
                    .filter(met::add)
                    .forEach(id -> arrived++);
            if (arrived > 0) {
                client.accept(new SseEvent(null, "arrivals", reader.arrivals(arrived)));
            }
        }
    }

    private void arrival(String id, Predicate<SprintRow> wanted, Consumer<SseEvent> client) {
        if (reader.find(id).filter(wanted).isPresent()) {
            arrived++;
            client.accept(new SseEvent(null, "arrivals", reader.arrivals(arrived)));
        }
    }
}
