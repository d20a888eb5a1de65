package io.researchloop.web.slack;

import static io.researchloop.web.slack.SlackText.escaped;

import io.researchloop.activities.store.SprintStore;
import io.researchloop.web.command.LoopCommands;
import io.researchloop.web.command.LoopRequest;
import io.researchloop.web.command.NewSprintRequest;
import io.researchloop.web.command.Rejection;
import io.researchloop.web.command.SprintCommands;
import io.researchloop.web.command.TweakCommands;
import io.researchloop.web.result.LoopReads;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Checks what an agent wants, says it in words, and does it once a person has confirmed it. */
@Component
class Wishes {
    private final SprintCommands sprintCommands;
    private final LoopCommands loopCommands;
    private final TweakCommands tweakCommands;
    private final SprintStore sprints;
    private final LoopReads loops;

    Wishes(
            SprintCommands sprintCommands,
            LoopCommands loopCommands,
            TweakCommands tweakCommands,
            SprintStore sprints,
            LoopReads loops) {
        this.sprintCommands = sprintCommands;
        this.loopCommands = loopCommands;
        this.tweakCommands = tweakCommands;
        this.sprints = sprints;
        this.loops = loops;
    }

    /** @throws Rejection if it could not be done now, as the API would say it */
    void check(Wish wish) {
        if (wish instanceof Wish.StartSprint start) {
            sprintCommands.check(start.request());
        } else if (wish instanceof Wish.StartLoop start) {
            loopCommands.check(start.request());
        } else if (wish instanceof Wish.Tweak tweak) {
            tweakCommands.check(tweak.sprint(), tweak.request());
        } else if (wish instanceof Wish.CancelSprint cancel) {
            boolean ended = sprints.find(cancel.sprint())
                    .orElseThrow(() -> Rejection.unknown("Sprint not found"))
                    .status()
                    .terminal();
            if (ended) {
                throw Rejection.conflict("The sprint has ended already");
            }
        } else if (wish instanceof Wish.StopLoop stop
                && loops.find(stop.loop()).loop().status().terminal()) {
            throw Rejection.conflict("The loop has ended already");
        }
    }

    /**
     * Does it, once for each key.
     *
     * @param user who confirmed it
     * @return what came of it, in Slack's mrkdwn
     * @throws Rejection if it cannot be done
     */
    String grant(Wish wish, String key, String user) {
        if (wish instanceof Wish.StartSprint start) {
            NewSprintRequest request = start.request();
            String id = sprintCommands
                    .create(
                            new NewSprintRequest(
                                    request.study(),
                                    request.idea(),
                                    request.jobOptions(),
                                    null,
                                    request.model(),
                                    request.maxCostUsd(),
                                    key),
                            SlackText.person(user))
                    .id();
            return "Sprint `" + id + "` is on its way.";
        } else if (wish instanceof Wish.StartLoop start) {
            return "Loop `"
                    + loopCommands
                            .start(start.request().withKey(key), SlackText.person(user))
                            .id() + "` has started.";
        } else if (wish instanceof Wish.Tweak tweak) {
            return "Tweak `"
                    + tweakCommands
                            .create(tweak.sprint(), tweak.request(), key, SlackText.person(user))
                            .id() + "` is on its way.";
        } else if (wish instanceof Wish.CancelSprint cancel) {
            return sprintCommands.cancel(cancel.sprint(), "Cancelled in Slack by " + user)
                    ? "`" + escaped(cancel.sprint()) + "` is being cancelled."
                    : "`" + escaped(cancel.sprint()) + "` had already ended.";
        } else if (wish instanceof Wish.StopLoop stop) {
            return loopCommands.stop(stop.loop(), false, "Stopped in Slack by " + user)
                    ? "`" + escaped(stop.loop()) + "` begins no other sprint."
                    : "`" + escaped(stop.loop()) + "` had already ended.";
        }
        throw new IllegalStateException("no such wish: " + wish);
    }

    /** In one line of Slack's mrkdwn. */
    static String title(Wish wish) {
        if (wish instanceof Wish.StartSprint start) {
            return "*Start a sprint* in "
                    + escaped(String.valueOf(start.request().study()));
        } else if (wish instanceof Wish.StartLoop start) {
            LoopRequest request = start.request();
            return "*Start a loop* of " + (request.count() == null ? "5" : request.count()) + " sprints in "
                    + escaped(String.valueOf(request.study()));
        } else if (wish instanceof Wish.Tweak tweak) {
            return "*Tweak the sprint* `" + escaped(tweak.sprint()) + "`";
        } else if (wish instanceof Wish.CancelSprint cancel) {
            return "*Cancel the sprint* `" + escaped(cancel.sprint()) + "`";
        } else if (wish instanceof Wish.StopLoop stop) {
            return "*Stop the loop* `" + escaped(stop.loop()) + "`; what runs comes to its end";
        }
        throw new IllegalStateException("no such wish: " + wish);
    }

    /** What it is about, as plain text; null if its title says all. */
    static @Nullable String matter(Wish wish) {
        if (wish instanceof Wish.StartSprint start) {
            return start.request().idea();
        } else if (wish instanceof Wish.StartLoop start) {
            return start.request().guidance();
        } else if (wish instanceof Wish.Tweak tweak) {
            return tweak.request().instruction();
        }
        return null;
    }

    /** What it may take, as plain text. */
    static String terms(Wish wish) {
        if (wish instanceof Wish.StartSprint start) {
            return terms(start.request().maxCostUsd(), start.request().jobOptions())
                    + (start.request().model() == null
                            ? ""
                            : " · Model: " + start.request().model());
        } else if (wish instanceof Wish.StartLoop start) {
            return terms(start.request().maxCostUsd(), Map.of());
        } else if (wish instanceof Wish.Tweak tweak) {
            return terms(tweak.request().maxCostUsd(), tweak.request().jobOptions())
                    + (tweak.request().timeLimitHours() == null
                            ? ""
                            : " · Time: " + tweak.request().timeLimitHours() + " h at most");
        }
        return "Nothing happens before you confirm it";
    }

    private static String terms(@Nullable Double maxCostUsd, Map<String, String> jobOptions) {
        return "Nothing is spent before you confirm it · Cost: "
                + (maxCostUsd == null ? "as configured" : String.format(Locale.ROOT, "$%.2f at most", maxCostUsd))
                + (jobOptions.isEmpty() ? "" : " · Job: " + jobOptions);
    }
}
