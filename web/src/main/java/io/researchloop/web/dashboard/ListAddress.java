package io.researchloop.web.dashboard;

import io.researchloop.activities.store.SprintFilter;
import io.researchloop.activities.store.SprintOrder;
import io.researchloop.web.command.CreatedSpan;
import io.researchloop.workflows.model.SprintStatus;
import java.time.Clock;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * What the address of the list of sprints asks for, as it was typed; empty where it says nothing.
 *
 * @param status a status' key
 * @param since a day, a moment or an age
 * @param sort the key of an order
 * @param cursor where the page begins; null for the first
 */
record ListAddress(
        @Nullable String q,
        @Nullable String study,
        @Nullable String status,
        @Nullable String loop,
        @Nullable String since,
        @Nullable String until,
        @Nullable String sort,
        @Nullable Long cursor) {
    ListAddress {
        q = plain(q);
        study = plain(study);
        loop = plain(loop);
        since = plain(since);
        until = plain(until);
        status = known(status).map(ListAddress::key).orElse("");
        sort = key(order(sort));
    }

    SprintFilter filter(Clock clock) {
        CreatedSpan created = CreatedSpan.of(since, until, clock.instant(), clock.getZone());
        return new SprintFilter(blankIsNull(study), known(status).orElse(null), blankIsNull(q), blankIsNull(loop))
                .created(created.since(), created.until());
    }

    /** A search is always newest first. */
    SprintOrder order() {
        return text(q).isEmpty() ? order(sort) : SprintOrder.NEWEST;
    }

    /** True if it asks for less than all of a study. */
    boolean narrowed() {
        return !(text(q) + text(status) + text(loop) + text(since) + text(until)).isEmpty();
    }

    ListAddress withStatus(String other) {
        return new ListAddress(q, study, other, loop, since, until, sort, null);
    }

    ListAddress sorted(SprintOrder order) {
        return new ListAddress(q, study, status, loop, since, until, key(order), null);
    }

    ListAddress at(@Nullable Long other) {
        return new ListAddress(q, study, status, loop, since, until, sort, other);
    }

    String href() {
        UriComponentsBuilder uri = UriComponentsBuilder.fromPath("/dashboard/sprints");
        Map<String, Object> values = new HashMap<>();
        add(uri, values, "q", text(q));
        add(uri, values, "study", text(study));
        add(uri, values, "status", text(status));
        add(uri, values, "loop", text(loop));
        add(uri, values, "since", text(since));
        add(uri, values, "until", text(until));
        add(uri, values, "sort", key(SprintOrder.NEWEST).equals(sort) ? "" : text(sort));
        add(uri, values, "cursor", cursor == null ? "" : cursor.toString());
        return uri.encode().buildAndExpand(values).toUriString();
    }

    static String key(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static void add(UriComponentsBuilder uri, Map<String, Object> values, String name, String value) {
        if (!value.isEmpty()) {
            uri.queryParam(name, "{" + name + "}");
            values.put(name, value);
        }
    }

    private static Optional<SprintStatus> known(@Nullable String key) {
        return Arrays.stream(SprintStatus.values())
                .filter(status -> status.name().equalsIgnoreCase(text(key)))
                .findFirst();
    }

    private static SprintOrder order(@Nullable String key) {
        return Arrays.stream(SprintOrder.values())
                .filter(order -> order.name().equalsIgnoreCase(text(key)))
                .findFirst()
                .orElse(SprintOrder.NEWEST);
    }

    private static String plain(@Nullable String typed) {
        return text(typed).strip();
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }

    private static @Nullable String blankIsNull(@Nullable String value) {
        return text(value).isBlank() ? null : value;
    }
}
