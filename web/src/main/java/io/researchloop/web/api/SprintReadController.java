package io.researchloop.web.api;

import io.researchloop.activities.store.QueueReasons;
import io.researchloop.activities.store.SprintDetail;
import io.researchloop.activities.store.SprintFilter;
import io.researchloop.activities.store.SprintOrder;
import io.researchloop.activities.store.SprintPage;
import io.researchloop.activities.store.SprintRow;
import io.researchloop.activities.store.SprintStore;
import io.researchloop.activities.store.SprintText;
import io.researchloop.activities.store.Tweaks;
import io.researchloop.web.command.CreatedSpan;
import io.researchloop.web.command.Rejection;
import io.researchloop.workflows.model.SprintStatus;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Lists and shows sprints. */
@RestController
class SprintReadController {
    private static final int MAX_LIMIT = 1000;

    private final SprintStore sprints;
    private final Tweaks tweaks;
    private final QueueReasons reasons;
    private final Clock clock;

    SprintReadController(SprintStore sprints, Tweaks tweaks, QueueReasons reasons, Clock clock) {
        this.sprints = sprints;
        this.tweaks = tweaks;
        this.reasons = reasons;
        this.clock = clock;
    }

    /** @param nextCursor for the page after this one; null on the last page */
    record SprintList(List<SprintJson> sprints, @Nullable Long nextCursor) {}

    record OneSprint(SprintJson sprint) {}

    @GetMapping("/api/sprints")
    SprintList list(
            @RequestParam(name = "study_name", required = false) @Nullable String study,
            @RequestParam(required = false) @Nullable String status,
            @RequestParam(name = "loop_id", required = false) @Nullable String loopId,
            @RequestParam(name = "q", required = false) @Nullable String text,
            @RequestParam(required = false) @Nullable String since,
            @RequestParam(required = false) @Nullable String until,
            @RequestParam(defaultValue = "newest") String sort,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable Long cursor) {
        CreatedSpan created = CreatedSpan.of(since, until, clock.instant(), ZoneOffset.UTC);
        SprintFilter filter = new SprintFilter(
                        blankIsNull(study), status(status), blankIsNull(text), blankIsNull(loopId))
                .created(created.since(), created.until());
        SprintPage page = sprints.list(filter, order(sort), cursor, Math.max(1, Math.min(limit, MAX_LIMIT)));
        Map<String, SprintText> texts =
                sprints.texts(page.rows().stream().map(SprintRow::id).toList());
        List<SprintJson> json = page.rows().stream()
                .map(row -> SprintJson.of(
                        row, texts.getOrDefault(row.id(), new SprintText(row.id(), row.ideaPreview(), null, "{}"))))
                .toList();
        return new SprintList(json, page.nextCursor());
    }

    @GetMapping("/api/sprints/{id}")
    OneSprint show(@PathVariable String id) {
        SprintDetail detail = sprints.detail(id).orElseThrow(() -> Rejection.unknown("Sprint not found"));
        return new OneSprint(
                SprintJson.of(detail, tweaks.of(id).stream().map(TweakJson::of).toList(), reasons.of(id)));
    }

    private static @Nullable SprintStatus status(@Nullable String word) {
        if (word == null || word.isBlank()) {
            return null;
        }
        return oneOf("status", word, SprintStatus.values());
    }

    private static SprintOrder order(String word) {
        return oneOf("sort", word, SprintOrder.values());
    }

    private static <E extends Enum<E>> E oneOf(String name, String word, E[] constants) {
        return Arrays.stream(constants)
                .filter(constant -> constant.name().equalsIgnoreCase(word))
                .findFirst()
                .orElseThrow(() -> Rejection.invalid(name + ": expected one of "
                        + Arrays.stream(constants)
                                .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                                .collect(Collectors.joining(", "))));
    }

    private static @Nullable String blankIsNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }
}
