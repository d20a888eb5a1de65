package io.researchloop.web.api;

import io.researchloop.activities.store.QueueWaits;
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
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** Lists and shows sprints. */
@RestController
class SprintReadController {
    private static final int MAX_LIMIT = 1000;
    private static final int KEPT = 16;
    /** Longer ones are asked for by programs that read all there is, once. */
    private static final int LONGEST_KEPT = 100;

    private final SprintStore sprints;
    private final Tweaks tweaks;
    private final QueueWaits waits;
    private final Clock clock;
    private final JsonMapper json;
    private final KeptAnswers<Question, byte[]> lists;

    SprintReadController(SprintStore sprints, Tweaks tweaks, QueueWaits waits, Clock clock, JsonMapper json) {
        this.sprints = sprints;
        this.tweaks = tweaks;
        this.waits = waits;
        this.clock = clock;
        this.json = json;
        lists = new KeptAnswers<>(sprints::version, KEPT);
    }

    private record Question(
            SprintFilter filter,
            SprintOrder order,
            @Nullable Long cursor,
            int limit) {
        /** One that nobody asks again needs no place: a span of time is counted from now. */
        boolean asked() {
            return limit <= LONGEST_KEPT && filter.since() == null && filter.until() == null;
        }
    }

    /** @param nextCursor for the page after this one; null on the last page */
    record SprintList(List<SprintJson> sprints, @Nullable Long nextCursor) {}

    record OneSprint(SprintJson sprint) {}

    @ApiResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                            schema = @Schema(implementation = SprintList.class)))
    @GetMapping(path = "/api/sprints", produces = MediaType.APPLICATION_JSON_VALUE)
    byte[] list(
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
        Question question = new Question(filter, order(sort), cursor, Math.max(1, Math.min(limit, MAX_LIMIT)));
        return question.asked() ? lists.of(question, () -> answer(question)) : answer(question);
    }

    private byte[] answer(Question question) {
        SprintPage page = sprints.list(question.filter(), question.order(), question.cursor(), question.limit());
        Map<String, SprintText> texts =
                sprints.texts(page.rows().stream().map(SprintRow::id).toList());
        List<SprintJson> rows = page.rows().stream()
                .map(row -> SprintJson.of(
                        row, texts.getOrDefault(row.id(), new SprintText(row.id(), row.ideaPreview(), null, "{}"))))
                .toList();
        return json.writeValueAsBytes(new SprintList(rows, page.nextCursor()));
    }

    @GetMapping("/api/sprints/{id}")
    OneSprint show(@PathVariable String id) {
        SprintDetail detail = sprints.detail(id).orElseThrow(() -> Rejection.unknown("Sprint not found"));
        return new OneSprint(
                SprintJson.of(detail, tweaks.of(id).stream().map(TweakJson::of).toList(), waits.of(id)));
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
