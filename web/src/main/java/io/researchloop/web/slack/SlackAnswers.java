package io.researchloop.web.slack;

import static io.researchloop.web.slack.SlackText.escaped;
import static io.researchloop.web.slack.SlackText.shorter;

import io.researchloop.activities.store.NoticeAction;
import io.researchloop.activities.store.SlackTalks;
import io.researchloop.activities.store.SprintDetail;
import io.researchloop.activities.store.SprintFilter;
import io.researchloop.activities.store.SprintRow;
import io.researchloop.activities.store.SprintStore;
import io.researchloop.web.command.LoopCommands;
import io.researchloop.web.command.LoopRequest;
import io.researchloop.web.command.NewSprintRequest;
import io.researchloop.web.command.Rejection;
import io.researchloop.web.command.SprintCommands;
import io.researchloop.web.command.WorkflowGateway;
import io.researchloop.web.result.LoopProgress;
import io.researchloop.web.result.LoopReads;
import io.researchloop.workflows.model.SprintStatus;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Does what a command says, and puts what came of it into words. */
@Component
class SlackAnswers {
    private static final int LISTED = 10;
    private static final String HELP = """
            I run research sprints. Say, in a direct message or with a mention:
            • `sprint run STUDY IDEA` starts one; a study with spaces goes in quotes
            • `sprint list`, `sprint show ID`, `sprint cancel ID`
            • `loop start STUDY [NUMBER] [WHAT IT IS ABOUT]`, `loop status`, `loop stop ID`
            • `status`, `auth status`, `help`""";

    private final SprintCommands commands;
    private final SprintStore sprints;
    private final LoopCommands loopCommands;
    private final LoopReads loops;
    private final WorkflowGateway gateway;
    private final SlackTalks talks;

    SlackAnswers(
            SprintCommands commands,
            SprintStore sprints,
            LoopCommands loopCommands,
            LoopReads loops,
            WorkflowGateway gateway,
            SlackTalks talks) {
        this.commands = commands;
        this.sprints = sprints;
        this.loopCommands = loopCommands;
        this.loops = loops;
        this.gateway = gateway;
        this.talks = talks;
    }

    /**
     * @param id Slack's of the message: a repeat of it starts nothing a second time
     * @throws Rejection with what is wrong
     */
    SlackAnswer to(SlackCommand command, String id, String user) {
        return command instanceof SlackCommand.ShowSprint show
                ? show(show.id())
                : new SlackAnswer(said(command, id, user), List.of());
    }

    private String said(SlackCommand command, String id, String user) {
        if (command instanceof SlackCommand.RunSprint run) {
            SprintRow row = commands.create(
                    new NewSprintRequest(run.study(), run.idea(), Map.of(), null, null, null, "slack-" + id),
                    SlackText.person(user));
            return "Sprint `" + row.id() + "` is on its way in " + escaped(row.studyName()) + ". Say `sprint show "
                    + row.id() + "` to look at it.";
        } else if (command instanceof SlackCommand.ListSprints list) {
            return list(list.study());
        } else if (command instanceof SlackCommand.CancelSprint cancel) {
            return commands.cancel(cancel.id(), "Cancelled in Slack by " + user)
                    ? "`" + escaped(cancel.id()) + "` is being cancelled."
                    : "`" + escaped(cancel.id()) + "` had already ended; nothing changed.";
        } else if (command instanceof SlackCommand.StartLoop start) {
            return start(start, id, user);
        } else if (command instanceof SlackCommand.LoopStatus) {
            return loopStatus();
        } else if (command instanceof SlackCommand.StopLoop stop) {
            return loopCommands.stop(stop.id(), false, "Stopped in Slack by " + user)
                    ? "`" + escaped(stop.id()) + "` begins no other sprint; what runs comes to its end."
                    : "`" + escaped(stop.id()) + "` had already ended.";
        } else if (command instanceof SlackCommand.Status) {
            return status();
        } else if (command instanceof SlackCommand.AuthStatus) {
            return "You are <@" + user + ">, and may give commands here.";
        } else if (command instanceof SlackCommand.Incomplete incomplete) {
            return "That lacks something: `" + incomplete.usage() + "`";
        } else if (command instanceof SlackCommand.Talk) {
            return "I do not understand that.\n" + HELP;
        }
        return HELP;
    }

    private String list(@Nullable String study) {
        List<SprintRow> rows =
                sprints.list(SprintFilter.study(study), null, LISTED).rows();
        return rows.isEmpty()
                ? "No sprints yet."
                : rows.stream().map(SlackAnswers::line).collect(Collectors.joining("\n"));
    }

    private SlackAnswer show(String id) {
        SprintDetail detail = sprints.detail(id).orElseThrow(() -> Rejection.unknown("There is no sprint " + id));
        SprintRow row = detail.row();
        StringBuilder text = new StringBuilder(line(row));
        if (row.phase() != null && !row.status().terminal()) {
            text.append("\nStep: ").append(row.phase());
        }
        text.append(String.format(Locale.ROOT, "%nCost: $%.2f", row.costUsd()));
        if (row.error() != null) {
            text.append("\n").append(escaped(row.error()));
        }
        if (detail.summary() != null) {
            text.append("\n\n").append(escaped(detail.summary()));
        }
        NoticeAction action = row.status().terminal()
                ? new NoticeAction(NoticeAction.RESUBMIT_SPRINT, "Resubmit", row.id())
                : new NoticeAction(NoticeAction.CANCEL_SPRINT, "Cancel", row.id());
        return new SlackAnswer(text.toString(), List.of(action));
    }

    private String start(SlackCommand.StartLoop start, String id, String user) {
        LoopRequest wish = LoopRequest.of(start.study(), start.count(), start.context());
        String loop = loopCommands
                .start(wish.withKey("slack-" + id), SlackText.person(user))
                .id();
        return "Loop `" + loop + "` has started in " + escaped(start.study()) + ".";
    }

    private String loopStatus() {
        List<LoopProgress> all = loops.list(null, null, LISTED).loops();
        return all.isEmpty()
                ? "No loops yet."
                : all.stream().map(SlackAnswers::line).collect(Collectors.joining("\n"));
    }

    private String status() {
        Map<SprintStatus, Integer> counts = sprints.counts();
        return counts.entrySet().stream()
                        .filter(count -> count.getValue() > 0)
                        .map(count -> count.getValue() + " " + word(count.getKey()))
                        .collect(Collectors.joining(", ", "Sprints: ", ""))
                + "\nEngine: " + (gateway.client().isPresent() ? "connected" : "not there; it is tried again")
                + String.format(Locale.ROOT, "%nTalk with the agent: $%.2f so far", talks.costUsd());
    }

    private static String line(SprintRow row) {
        return "`" + row.id() + "` *" + word(row.status()) + "* " + escaped(row.studyName()) + ": "
                + escaped(shorter(row.ideaPreview(), 150));
    }

    private static String line(LoopProgress loop) {
        return String.format(
                Locale.ROOT,
                "`%s` *%s* %s: %d of %d sprints, $%.2f",
                loop.loop().id(),
                word(loop.loop().status()),
                escaped(loop.loop().studyName()),
                loop.begun(),
                loop.loop().plan().count(),
                loop.spend().costUsd());
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
