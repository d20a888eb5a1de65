package io.researchloop.web.slack;

import static io.researchloop.web.slack.SlackController.object;
import static io.researchloop.web.slack.SlackController.text;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.researchloop.activities.config.Configuration;
import io.researchloop.activities.config.SlackConfig;
import io.researchloop.activities.notification.SlackReplies;
import io.researchloop.activities.store.NoticeAction;
import io.researchloop.activities.store.SlackInbox;
import io.researchloop.web.command.LoopCommands;
import io.researchloop.web.command.Rejection;
import io.researchloop.web.command.SprintCommands;
import org.springframework.stereotype.Component;

/** Decides who is listened to, has it done, and answers in the thread. */
@Component
class SlackDesk {
    private final SlackConfig slack;
    private final SlackAnswers answers;
    private final SlackReplies replies;
    private final SprintCommands sprints;
    private final LoopCommands loops;

    SlackDesk(
            Configuration configuration,
            SlackAnswers answers,
            SlackReplies replies,
            SprintCommands sprints,
            LoopCommands loops) {
        this.slack = configuration.slack();
        this.answers = answers;
        this.replies = replies;
        this.sprints = sprints;
        this.loops = loops;
    }

    void handle(SlackInbox.Letter letter) {
        JsonObject body = JsonParser.parseString(letter.body()).getAsJsonObject();
        switch (letter.kind()) {
            case EVENT -> message(letter.id(), object(body, "event"));
            case ACTION -> click(letter.id(), body);
        }
    }

    private void message(String id, JsonObject event) {
        boolean direct = text(event, "channel_type").equals("im");
        boolean spokenTo = text(event, "type").equals("app_mention")
                || (text(event, "type").equals("message") && direct);
        // What programs write, ourselves too, and edits of what was said, is nobody's wish.
        boolean person =
                text(event, "bot_id").isEmpty() && text(event, "subtype").isEmpty();
        String user = text(event, "user");
        if (!spokenTo || !person || user.isEmpty() || !isAllowed(user, text(event, "channel"), direct)) {
            return;
        }
        String thread = text(event, "thread_ts").isEmpty() ? text(event, "ts") : text(event, "thread_ts");
        String answer;
        try {
            answer = answers.to(SlackCommand.read(text(event, "text")), id, user);
        } catch (Rejection refused) {
            answer = SlackAnswers.escaped(String.valueOf(refused.getMessage()));
        }
        replies.reply(text(event, "channel"), thread, answer);
    }

    private void click(String id, JsonObject click) {
        String user = text(object(click, "user"), "id");
        String channel = text(object(click, "channel"), "id");
        if (!isAllowed(user, channel, channel.startsWith("D"))) {
            return;
        }
        JsonElement actions = click.get("actions");
        JsonArray all = actions != null && actions.isJsonArray() ? actions.getAsJsonArray() : new JsonArray();
        for (JsonElement one : all) {
            JsonObject action = one.getAsJsonObject();
            String done;
            try {
                done = act(id, text(action, "action_id"), text(action, "value"), user);
            } catch (Rejection refused) {
                done = SlackAnswers.escaped(String.valueOf(refused.getMessage()));
            }
            if (!done.isEmpty()) {
                JsonObject message = object(click, "message");
                String thread = text(message, "thread_ts").isEmpty() ? text(message, "ts") : text(message, "thread_ts");
                replies.reply(channel, thread.isEmpty() ? null : thread, done);
            }
        }
    }

    /** Empty if there is nothing to say: the button is a link. */
    private String act(String id, String action, String value, String user) {
        String who = " (by <@" + user + ">)";
        String[] parts = value.split(" ", 2);
        Integer position = parts.length > 1 && parts[1].matches("\\d{1,9}") ? Integer.valueOf(parts[1]) : null;
        return switch (action) {
            case NoticeAction.CANCEL_SPRINT ->
                sprints.cancel(value, "Cancelled in Slack by " + user)
                        ? value + " is being cancelled" + who
                        : value + " had already ended.";
            case NoticeAction.RESUBMIT_SPRINT ->
                "Sprint " + sprints.resubmit(value, null, null, "slack-" + id).id() + " is on its way" + who;
            case NoticeAction.APPROVE_IDEA -> {
                loops.approve(parts[0], position, null);
                yield "The idea is approved" + who;
            }
            case NoticeAction.REJECT_IDEA -> {
                loops.reject(parts[0], position, "Rejected in Slack by " + user);
                yield "The idea is rejected, another one is asked for" + who;
            }
            default -> "";
        };
    }

    private boolean isAllowed(String user, String channel, boolean direct) {
        boolean known =
                slack.allowedUserIds().isEmpty() || slack.allowedUserIds().contains(user);
        boolean here = direct || !slack.restrictToChannel() || channel.equals(slack.channelId());
        return known && here;
    }
}
