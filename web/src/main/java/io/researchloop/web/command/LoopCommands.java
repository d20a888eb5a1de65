package io.researchloop.web.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.researchloop.activities.config.AgentType;
import io.researchloop.activities.config.Configuration;
import io.researchloop.activities.config.StudyConfig;
import io.researchloop.activities.loop.LoopSprints;
import io.researchloop.activities.store.IdempotencyEntry;
import io.researchloop.activities.store.LoopDesk;
import io.researchloop.activities.store.LoopRow;
import io.researchloop.activities.store.LoopStore;
import io.researchloop.activities.store.LoopTurnRow;
import io.researchloop.activities.store.NewLoop;
import io.researchloop.runner.protocol.IdeaCheck;
import io.researchloop.runner.protocol.Json;
import io.researchloop.runner.protocol.Sha256;
import io.researchloop.workflows.loop.LoopPlan;
import io.researchloop.workflows.loop.LoopStatus;
import io.researchloop.workflows.loop.TurnState;
import io.researchloop.workflows.model.Budget;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Everything a person can do to loops. Each method checks and writes in one transaction and answers as soon as that is
 * committed; the loop's workflow hears of it in the background, also when the engine is away just now.
 */
@Component
public class LoopCommands {
    private static final String ROUTE = "POST /api/loops";
    private static final int MAX_GUIDANCE_BYTES = 64 * 1024;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Configuration configuration;
    private final LoopStore loops;
    private final LoopSprints sprints;
    private final SprintSignals signals;
    private final Clock clock;

    LoopCommands(
            Configuration configuration, LoopStore loops, LoopSprints sprints, SprintSignals signals, Clock clock) {
        this.configuration = configuration;
        this.loops = loops;
        this.sprints = sprints;
        this.signals = signals;
        this.clock = clock;
    }

    /** @throws Rejection if the study is unknown or allows no loops, or anything in the request is wrong */
    public LoopRow start(LoopRequest request) {
        return start(request, null);
    }

    /**
     * @param startedBy the person, in words; null where nobody in particular is known
     * @throws Rejection as {@link #start(LoopRequest)}
     */
    public LoopRow start(LoopRequest request, @Nullable String startedBy) {
        String id = create(draft(request, startedBy), request);
        signals.wake();
        return find(id);
    }

    /** @throws Rejection if {@link #start} would refuse it now */
    public void check(LoopRequest request) {
        draft(request, null);
    }

    private NewLoop draft(LoopRequest request, @Nullable String startedBy) {
        String name = request.study();
        if (name == null || name.isBlank()) {
            throw Rejection.invalid("study_name is required");
        }
        StudyConfig study = configuration
                .study(name)
                .orElseThrow(() -> Rejection.unknown("Study not found: " + Shortened.of(name)));
        if (!study.allowLoop()) {
            throw Rejection.conflict("The study " + study.name()
                    + " allows no auto-loops. Set allow_loop = true in its [[study]] to let it.");
        }
        LoopPlan plan = LoopPlans.plan(request);
        JobOptionGrammar.check(configuration.clusterOf(study).schedulerType(), request.jobOptions());
        AgentType agent = Agents.wanted(request.agent(), study);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return new NewLoop(
                String.format(Locale.ROOT, "loop-%08x", RANDOM.nextInt()),
                study.name(),
                study.cluster(),
                guidance(request.guidance()),
                plan,
                request.jobOptions(),
                agent.word(),
                request.model() == null || request.model().isBlank() ? study.model() : request.model(),
                LoopPlans.amount("sprint_max_cost_usd", request.sprintMaxCostUsd()),
                startedBy,
                now);
    }

    /** Nothing new begins; what runs goes on. */
    public LoopRow pause(String loopId) {
        return change(loopId, desk -> {
            LoopStatus status = desk.row().status();
            if (status != LoopStatus.PAUSED) {
                refuseUnless(status == LoopStatus.RUNNING, desk, "it can be paused only while it runs");
                desk.status(LoopStatus.PAUSED, null);
            }
        });
    }

    /** Goes on: after a pause, or after a failure, whose sprint is then tried once more. */
    public LoopRow resume(String loopId) {
        return change(loopId, desk -> {
            LoopStatus status = desk.row().status();
            if (status != LoopStatus.RUNNING) {
                refuseUnless(
                        status == LoopStatus.PAUSED || status == LoopStatus.FAILED,
                        desk,
                        "it never starts another sprint; start a new loop");
                desk.forgive();
                desk.status(LoopStatus.RUNNING, null);
            }
        });
    }

    /**
     * Nothing new ever begins.
     *
     * @param now whether the running sprints are cancelled too
     * @return false if it had ended before; then nothing changes
     */
    public boolean stop(String loopId, boolean now, String reason) {
        boolean[] live = new boolean[1];
        change(loopId, desk -> {
            live[0] = !desk.row().status().terminal();
            if (live[0]) {
                desk.stop(now, reason);
            }
        });
        return live[0];
    }

    /**
     * Changes what a live loop shall do; what is null stays.
     *
     * @param count at least as many as have begun
     */
    public LoopRow change(
            String loopId, @Nullable Integer count, @Nullable String guidance, @Nullable Double maxCostUsd) {
        return change(loopId, desk -> {
            refuseUnless(!desk.row().status().terminal(), desk, "nothing about it can be changed any more");
            LoopPlan plan = desk.row().plan();
            int begun = desk.turns().stream()
                    .mapToInt(turn -> turn.turn().position())
                    .max()
                    .orElse(0);
            if (count != null && LoopPlans.count(count) < begun) {
                throw Rejection.invalid("count: " + begun + " sprints have begun already, so it is at least " + begun);
            }
            Budget budget = new Budget(
                    maxCostUsd == null ? plan.budget().maxCostUsd() : LoopPlans.amount("max_cost_usd", maxCostUsd),
                    plan.budget().maxGpuHours());
            desk.plan(new LoopPlan(
                    count == null ? plan.count() : count,
                    plan.parallel(),
                    plan.onFailure(),
                    plan.strategy(),
                    plan.ideaSource(),
                    plan.approveIdeas(),
                    plan.approvalMinutes(),
                    plan.whenUnanswered(),
                    plan.metric(),
                    plan.stop(),
                    budget));
            if (guidance != null) {
                desk.guidance(guidance(guidance));
            }
        });
    }

    /**
     * Lets an idea become a sprint.
     *
     * @param position of the idea; null if only one waits
     * @param edited takes the idea's place; null: as it is
     */
    public LoopRow approve(String loopId, @Nullable Integer position, @Nullable String edited) {
        String better = edited == null || edited.isBlank() ? null : edited.strip();
        return change(loopId, desk -> {
            LoopTurnRow turn = offered(desk, position);
            if (better != null) {
                IdeaCheck.fault(better, List.of()).ifPresent(fault -> {
                    throw Rejection.invalid("idea: " + fault);
                });
                desk.turn(turn.turn(), TurnState.OFFERED, better, null);
                desk.reason(turn.turn(), null);
            }
            sprints.begin(desk, turn.turn().position(), turn.turn().number(), better == null ? turn.idea() : better)
                    .ifPresent(why -> {
                        throw Rejection.conflict(why);
                    });
        });
    }

    /**
     * Refuses an idea; another one is asked for, with the reason.
     *
     * @param position of the idea; null if only one waits
     */
    public LoopRow reject(String loopId, @Nullable Integer position, @Nullable String reason) {
        return change(loopId, desk -> {
            LoopTurnRow turn = offered(desk, position);
            String why = reason == null || reason.isBlank() ? null : Shortened.of(reason.strip(), 2_000);
            desk.turn(turn.turn(), TurnState.REFUSED, null, why);
        });
    }

    private String create(NewLoop loop, LoopRequest request) {
        String key = request.idempotencyKey();
        if (key == null) {
            loops.create(loop, null);
            return loop.id();
        }
        IdempotencyKeys.check(key);
        String hash = Sha256.of(Json.write(request.withoutKey()));
        Optional<IdempotencyEntry> before =
                loops.create(loop, new IdempotencyEntry(key, ROUTE, hash, 201, loop.id(), loop.createdAt()));
        before.ifPresent(entry -> IdempotencyKeys.checkSame(entry, hash));
        return before.map(IdempotencyEntry::body).orElse(loop.id());
    }

    private LoopRow change(String loopId, Consumer<LoopDesk> work) {
        find(loopId);
        LoopRow row = loops.change(loopId, desk -> {
            work.accept(desk);
            desk.news();
            return desk.row();
        });
        signals.wake();
        return row;
    }

    private LoopRow find(String loopId) {
        return loops.find(loopId).orElseThrow(() -> Rejection.unknown("Loop not found"));
    }

    private static LoopTurnRow offered(LoopDesk desk, @Nullable Integer position) {
        List<LoopTurnRow> waiting = desk.turns().stream()
                .filter(turn -> turn.turn().state() == TurnState.OFFERED)
                .filter(turn -> position == null || turn.turn().position() == position)
                .toList();
        if (waiting.isEmpty()) {
            throw Rejection.conflict(
                    position == null
                            ? "No idea of this loop waits for an approval"
                            : "Idea " + position + " of this loop does not wait for an approval");
        }
        if (waiting.size() > 1) {
            throw Rejection.invalid("position: " + waiting.size() + " ideas wait; say which one is meant");
        }
        return waiting.get(0);
    }

    private static void refuseUnless(boolean fits, LoopDesk desk, String why) {
        if (!fits) {
            throw Rejection.conflict("The loop is " + desk.row().status().name().toLowerCase(Locale.ROOT) + ": " + why);
        }
    }

    private static String guidance(@Nullable String text) {
        String guidance = text == null ? "" : text.strip();
        if (guidance.getBytes(UTF_8).length > MAX_GUIDANCE_BYTES) {
            throw Rejection.invalid("context: expected at most 64 KiB; put long material into a file of the study");
        }
        if (guidance.indexOf('\0') >= 0) {
            throw Rejection.invalid("context: the text holds a NUL character");
        }
        return guidance;
    }
}
