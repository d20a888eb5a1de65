package io.researchloop.web.slack;

import io.researchloop.activities.store.NoticeAction;
import io.researchloop.web.command.LoopCommands;
import io.researchloop.web.command.Rejection;
import io.researchloop.web.command.SprintCommands;
import org.springframework.stereotype.Component;

/** Does what the buttons of notices say. */
@Component
class SlackButtons {
    private final SprintCommands sprints;
    private final LoopCommands loops;

    SlackButtons(SprintCommands sprints, LoopCommands loops) {
        this.sprints = sprints;
        this.loops = loops;
    }

    /**
     * @param id the click's: a repeat of it starts nothing a second time
     * @return what to say; empty if there is nothing to be said, as the button is a link
     * @throws Rejection with what is wrong
     */
    String press(String id, SlackClick.Button button, String user) {
        String value = button.value();
        String who = " (by <@" + user + ">)";
        String[] parts = value.split(" ", 2);
        Integer position = parts.length > 1 && parts[1].matches("\\d{1,9}") ? Integer.valueOf(parts[1]) : null;
        return switch (button.action()) {
            case NoticeAction.CANCEL_SPRINT ->
                sprints.cancel(value, "Cancelled in Slack by " + user)
                        ? SlackText.escaped(value) + " is being cancelled" + who
                        : SlackText.escaped(value) + " had already ended.";
            case NoticeAction.RESUBMIT_SPRINT ->
                "Sprint "
                        + sprints.resubmit(value, null, null, "slack-" + id, SlackText.person(user))
                                .id() + " is on its way" + who;
            case NoticeAction.APPROVE_IDEA -> {
                loops.approve(parts[0], position, null);
                yield "The idea is approved" + who;
            }
            case NoticeAction.REJECT_IDEA -> {
                loops.reject(parts[0], position, "Rejected in Slack by " + user);
                yield "The idea is rejected, another one is asked for" + who;
            }
            case "open" -> "";
            default -> throw Rejection.unknown("This button means nothing here any more; say `help` for what does.");
        };
    }
}
