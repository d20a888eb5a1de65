package io.researchloop.web.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.researchloop.activities.cluster.WantedLooks;
import io.researchloop.activities.config.AgentType;
import io.researchloop.activities.config.Configuration;
import io.researchloop.activities.config.StudyConfig;
import io.researchloop.activities.sprint.SprintDrafts;
import io.researchloop.activities.store.CommandStore;
import io.researchloop.activities.store.Delivery;
import io.researchloop.activities.store.NewSprint;
import io.researchloop.activities.store.Spending;
import io.researchloop.activities.store.SprintDetail;
import io.researchloop.activities.store.SprintRow;
import io.researchloop.activities.store.SprintStore;
import io.researchloop.runner.protocol.Command;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Everything a person can do to sprints, for the API, the dashboard and whoever comes. Each method answers as soon as
 * its row is committed; the engine hears of it in the background, also when it is away just now.
 */
@Component
public class SprintCommands {
    static final int MAX_IDEA_BYTES = 2 * 1024 * 1024;
    private static final int MAX_MESSAGE_BYTES = 64 * 1024;
    private final Configuration configuration;
    private final SprintStore sprints;
    private final CommandStore commands;
    private final SprintSignals signals;
    private final CreateOnce createOnce;
    private final MessageOnce messageOnce;
    private final Spending spending;
    private final SprintDrafts drafts;
    private final WantedLooks looks;

    SprintCommands(
            Configuration configuration,
            SprintStore sprints,
            CommandStore commands,
            SprintSignals signals,
            CreateOnce createOnce,
            MessageOnce messageOnce,
            Spending spending,
            SprintDrafts drafts,
            WantedLooks looks) {
        this.configuration = configuration;
        this.sprints = sprints;
        this.commands = commands;
        this.signals = signals;
        this.createOnce = createOnce;
        this.messageOnce = messageOnce;
        this.spending = spending;
        this.drafts = drafts;
        this.looks = looks;
    }

    /** @throws Rejection if the study is unknown or anything in the request is wrong */
    public SprintRow create(NewSprintRequest request) {
        return create(request, null, null);
    }

    /**
     * The same, for somebody who is known.
     *
     * @param startedBy the person, in words, for the sprint's page
     */
    public SprintRow create(NewSprintRequest request, String startedBy) {
        return create(request, null, startedBy);
    }

    /**
     * Ends a sprint, whatever it is doing.
     *
     * @param reason who and why, for the sprint's page
     * @return false if it had ended before; then nothing changes
     * @throws Rejection if there is no such sprint
     */
    public boolean cancel(String sprintId, String reason) {
        if (find(sprintId).status().terminal()) {
            return false;
        }
        Optional<Delivery> wish = sprints.requestCancel(sprintId, reason);
        if (wish.isPresent() && !wish.get().delivered()) {
            commands.add(sprintId, Command.Kind.CANCEL, null);
            signals.wake();
        }
        return wish.isPresent();
    }

    /**
     * Has the sprint's cluster looked at now instead of at its next turn. Nobody waits for it here: what the look brings
     * comes as all news do.
     *
     * @throws Rejection if it has no job that could be looked at
     */
    public SprintRow refresh(String sprintId) {
        SprintRow row = find(sprintId);
        if (!row.status().holdsSlot()) {
            throw Rejection.conflict("The sprint is " + word(row.status()) + "; it has no job to look at");
        }
        looks.want(row.cluster());
        return row;
    }

    /**
     * A new sprint like an old one.
     *
     * @param idea null: the old one's
     * @param jobOptions null: the old one's
     * @param startedBy the person, in words; null where nobody in particular is known
     */
    public SprintRow resubmit(
            String sprintId,
            @Nullable String idea,
            @Nullable Map<String, String> jobOptions,
            @Nullable String idempotencyKey,
            @Nullable String startedBy) {
        SprintDetail old = sprints.detail(sprintId).orElseThrow(SprintCommands::notFound);
        NewSprintRequest request = new NewSprintRequest(
                old.row().studyName(),
                idea == null ? old.idea() : idea,
                jobOptions == null ? old.jobOptions() : jobOptions,
                old.row().agent(),
                old.row().model(),
                old.row().maxCostUsd(),
                idempotencyKey);
        return create(request, sprintId, startedBy);
    }

    public SprintRow resubmit(String sprintId, @Nullable String idea, @Nullable Map<String, String> jobOptions) {
        return resubmit(sprintId, idea, jobOptions, null, null);
    }

    /**
     * Nothing of a study that is unknown: then its scheduler is, too.
     *
     * @throws Rejection if a sprint of that study could not be given these job options
     */
    public void check(@Nullable String study, Map<String, String> jobOptions) {
        configuration
                .study(study == null ? "" : study)
                .ifPresent(known ->
                        JobOptionGrammar.check(configuration.clusterOf(known).schedulerType(), jobOptions));
    }

    /** Says something to the agent of a live sprint; it hears it with the runner's next heartbeat. */
    public String message(String sprintId, @Nullable String text) {
        return message(sprintId, text, null);
    }

    /**
     * The same, at most once for each idempotency key; a repeat is answered as the first was, also when the sprint has
     * ended meanwhile.
     *
     * @return the message's id
     */
    public String message(String sprintId, @Nullable String text, @Nullable String idempotencyKey) {
        if (text == null || text.isBlank()) {
            throw Rejection.invalid("text is required");
        }
        if (text.getBytes(UTF_8).length > MAX_MESSAGE_BYTES) {
            throw Rejection.invalid("text: expected at most 64 KiB");
        }
        SprintRow row = find(sprintId);
        return idempotencyKey == null
                ? commands.add(live(row).id(), Command.Kind.MESSAGE, text).id()
                : messageOnce.send(row, text, idempotencyKey, SprintCommands::live);
    }

    private static SprintRow live(SprintRow row) {
        if (row.status().terminal()) {
            throw Rejection.conflict("The sprint is " + word(row.status()) + "; nobody is there to read a message");
        }
        return row;
    }

    /** @throws Rejection if {@link #create(NewSprintRequest)} would refuse it now */
    public void check(NewSprintRequest request) {
        draft(request, null, null);
    }

    private SprintRow create(NewSprintRequest request, @Nullable String resubmitOf, @Nullable String startedBy) {
        String created = createOnce.create(draft(request, resubmitOf, startedBy), request, resubmitOf);
        signals.wake();
        return find(created);
    }

    private NewSprint draft(NewSprintRequest request, @Nullable String resubmitOf, @Nullable String startedBy) {
        String idea = request.idea();
        String studyName = request.study();
        if (blank(studyName) || blank(idea) || studyName == null || idea == null) {
            throw Rejection.invalid("study_name and idea are required");
        }
        StudyConfig study = configuration
                .study(studyName)
                .orElseThrow(() -> Rejection.unknown("Study not found: " + Shortened.of(studyName)));
        checkIdea(idea);
        JobOptionGrammar.check(configuration.clusterOf(study).schedulerType(), request.jobOptions());
        AgentType agent = Agents.wanted(request.agent(), study);
        Double cost = request.maxCostUsd();
        if (cost != null && !(cost > 0 && cost < 1e9)) {
            throw Rejection.invalid("max_cost_usd: expected an amount above 0, found " + cost);
        }
        Double hours = request.maxGpuHours();
        if (hours != null && !(hours > 0 && hours < 1e9)) {
            throw Rejection.invalid("max_gpu_hours: expected a number above 0, found " + hours);
        }
        refuseWithoutBudget(study, spending);
        return drafts.draft(
                study,
                new SprintDrafts.Wish(
                        idea,
                        idea,
                        request.jobOptions(),
                        agent,
                        request.model(),
                        cost,
                        hours,
                        null,
                        resubmitOf,
                        startedBy));
    }

    /** @throws Rejection if the study has nothing left to spend */
    static void refuseWithoutBudget(StudyConfig study, Spending spending) {
        if (study.budget().limited()) {
            study.budget()
                    .refusal("The study " + study.name(), spending.ofStudy(study.name()))
                    .ifPresent(why -> {
                        throw Rejection.conflict(why + " Raise budget_usd or budget_gpu_hours of the study to go on.");
                    });
        }
    }

    private static void checkIdea(String idea) {
        if (idea.length() > MAX_IDEA_BYTES || idea.getBytes(UTF_8).length > MAX_IDEA_BYTES) {
            throw Rejection.invalid(
                    "idea: expected at most 2 MB; put long material into a file of the study's context");
        }
        if (idea.indexOf('\0') >= 0) {
            throw Rejection.invalid("idea: the text holds a NUL character");
        }
    }

    private SprintRow find(String sprintId) {
        Optional<SprintRow> row = sprints.find(sprintId);
        return row.orElseThrow(SprintCommands::notFound);
    }

    private static Rejection notFound() {
        return Rejection.unknown("Sprint not found");
    }

    private static boolean blank(@Nullable String text) {
        return text == null || text.isBlank();
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
