package io.researchloop.web.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.researchloop.activities.config.Configuration;
import io.researchloop.activities.config.JobOptions;
import io.researchloop.activities.config.StudyConfig;
import io.researchloop.activities.store.Delivery;
import io.researchloop.activities.store.IdempotencyEntry;
import io.researchloop.activities.store.NewTweak;
import io.researchloop.activities.store.Spending;
import io.researchloop.activities.store.SprintDetail;
import io.researchloop.activities.store.SprintStore;
import io.researchloop.activities.store.TweakAtWork;
import io.researchloop.activities.store.TweakRow;
import io.researchloop.activities.store.Tweaks;
import io.researchloop.runner.protocol.Json;
import io.researchloop.runner.protocol.Sha256;
import io.researchloop.workflows.model.TweakId;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What a person can do to tweaks. As with sprints, each method answers as soon as its row is committed. */
@Component
public class TweakCommands {
    private static final int MAX_INSTRUCTION_BYTES = 256 * 1024;
    private static final double MAX_HOURS = 8760;
    /** A tweak is small. */
    private static final Duration USUAL_LIMIT = Duration.ofHours(2);

    private static final String ROUTE = "POST /api/sprints/{id}/tweak";
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Configuration configuration;
    private final SprintStore sprints;
    private final Tweaks tweaks;
    private final Spending spending;
    private final SprintSignals signals;
    private final Clock clock;

    TweakCommands(
            Configuration configuration,
            SprintStore sprints,
            Tweaks tweaks,
            Spending spending,
            SprintSignals signals,
            Clock clock) {
        this.configuration = configuration;
        this.sprints = sprints;
        this.tweaks = tweaks;
        this.spending = spending;
        this.signals = signals;
        this.clock = clock;
    }

    /**
     * A wish for a tweak, unchecked.
     *
     * @param jobOptions on top of the sprint's; an empty value takes an option away
     * @param timeLimitHours running time; null: two hours, or the study's limit if that is less
     * @param maxCostUsd null: as much as the sprint might spend
     */
    public record Request(
            @Nullable String instruction,
            Map<String, String> jobOptions,
            @Nullable Double timeLimitHours,
            @Nullable Double maxCostUsd) {
        public Request {
            // In one order, so that equal requests are written alike.
            jobOptions = Collections.unmodifiableMap(new TreeMap<>(jobOptions));
        }
    }

    /** As {@link #create(String, Request, String, String)}, by nobody in particular. */
    public TweakRow create(String sprintId, Request request, @Nullable String idempotencyKey) {
        return create(sprintId, request, idempotencyKey, null);
    }

    /**
     * @param idempotencyKey a repeat with the same key creates nothing
     * @param startedBy the person, in words; null where nobody in particular is known
     * @return the new tweak, or the one that this key has made before
     * @throws Rejection if there is no such sprint, it works still or is being tweaked, its study has spent its budget,
     *     or anything in the request is wrong
     */
    public TweakRow create(
            String sprintId, Request request, @Nullable String idempotencyKey, @Nullable String startedBy) {
        SprintDetail sprint = detail(sprintId);
        StudyConfig study = study(sprint);
        NewTweak tweak = draft(sprint, study, request, startedBy);
        if (idempotencyKey != null) {
            IdempotencyKeys.check(idempotencyKey);
        }
        String hash = Sha256.of(sprintId + "\n" + Json.write(request));
        IdempotencyEntry answer = idempotencyKey == null
                ? null
                : new IdempotencyEntry(idempotencyKey, ROUTE, hash, 201, tweak.id(), tweak.createdAt());
        Optional<IdempotencyEntry> before = repeated(answer);
        if (before.isEmpty()) {
            checkState(sprint, study);
            try {
                before = tweaks.create(tweak, answer);
            } catch (TweakAtWork e) {
                throw Rejection.conflict(String.valueOf(e.getMessage()));
            }
        }
        before.ifPresent(entry -> IdempotencyKeys.checkSame(entry, hash));
        signals.wake();
        return find(before.map(IdempotencyEntry::body).orElse(tweak.id()));
    }

    /**
     * Ends a tweak, whatever it is doing.
     *
     * @return false if it had ended before; then nothing changes
     * @throws Rejection if there is no such tweak
     */
    public boolean cancel(String tweakId, String reason) {
        if (find(tweakId).status().terminal()) {
            return false;
        }
        Optional<Delivery> wish = tweaks.requestCancel(tweakId, reason);
        signals.wake();
        return wish.isPresent();
    }

    /** @throws Rejection if {@link #create} would refuse it now */
    public void check(String sprintId, Request request) {
        SprintDetail sprint = detail(sprintId);
        StudyConfig study = study(sprint);
        draft(sprint, study, request, null);
        checkState(sprint, study);
    }

    private SprintDetail detail(String sprintId) {
        return sprints.detail(sprintId).orElseThrow(() -> Rejection.unknown("Sprint not found"));
    }

    private StudyConfig study(SprintDetail sprint) {
        return configuration
                .study(sprint.row().studyName())
                .orElseThrow(
                        () -> Rejection.conflict("The study " + sprint.row().studyName()
                                + " is not in the configuration any more, so its sprints cannot be tweaked"));
    }

    private NewTweak draft(SprintDetail sprint, StudyConfig study, Request request, @Nullable String startedBy) {
        String instruction = checkedInstruction(request.instruction());
        JobOptionGrammar.check(configuration.clusterOf(study).schedulerType(), request.jobOptions());
        return new NewTweak(
                TweakId.of(RANDOM.nextInt()),
                sprint.row().id(),
                instruction,
                JobOptions.merge(sprint.jobOptions(), Map.of(), request.jobOptions()),
                seconds(request.timeLimitHours(), study),
                study.maxAttempts(),
                cost(request.maxCostUsd(), sprint),
                sprint.row().graceSeconds(),
                startedBy,
                clock.instant().truncatedTo(ChronoUnit.MILLIS));
    }

    /** @throws Rejection if there is no such tweak */
    public TweakRow find(String tweakId) {
        Optional<TweakRow> row = tweaks.find(tweakId);
        return row.orElseThrow(() -> Rejection.unknown("Tweak not found"));
    }

    /** A repeat is answered as it was, though the sprint is being tweaked by now: by the tweak that it made. */
    private Optional<IdempotencyEntry> repeated(@Nullable IdempotencyEntry answer) {
        return answer == null ? Optional.empty() : tweaks.answered(answer.key(), answer.route());
    }

    private void checkState(SprintDetail sprint, StudyConfig study) {
        if (!sprint.row().status().terminal()) {
            throw Rejection.conflict("The sprint has not ended: send its agent a message instead");
        }
        if (sprint.row().attempt() == 0) {
            throw Rejection.conflict("The sprint never began, so there is nothing to tweak; resubmit it instead");
        }
        SprintCommands.refuseWithoutBudget(study, spending);
    }

    private static String checkedInstruction(@Nullable String instruction) {
        if (instruction == null || instruction.isBlank()) {
            throw Rejection.invalid("instruction is required");
        }
        if (instruction.getBytes(UTF_8).length > MAX_INSTRUCTION_BYTES) {
            throw Rejection.invalid("instruction: expected at most 256 KiB");
        }
        if (instruction.indexOf('\0') >= 0) {
            throw Rejection.invalid("instruction: the text holds a NUL character");
        }
        return instruction.strip();
    }

    private static long seconds(@Nullable Double hours, StudyConfig study) {
        if (hours == null) {
            return Math.min(USUAL_LIMIT.toSeconds(), study.maxSprintDuration().toSeconds());
        }
        if (!(hours > 0 && hours <= MAX_HOURS)) {
            throw Rejection.invalid("time_limit_hours: expected a number above 0, at most 8760, found " + hours);
        }
        return Math.max(1, Math.round(hours * 3600));
    }

    private static @Nullable Double cost(@Nullable Double wanted, SprintDetail sprint) {
        if (wanted != null && !(wanted > 0 && wanted < 1e9)) {
            throw Rejection.invalid("max_cost_usd: expected an amount above 0, found " + wanted);
        }
        return wanted == null ? sprint.row().maxCostUsd() : wanted;
    }
}
