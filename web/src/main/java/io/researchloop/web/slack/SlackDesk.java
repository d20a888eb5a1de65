package io.researchloop.web.slack;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.researchloop.activities.config.Configuration;
import io.researchloop.activities.store.SlackInbox;
import io.researchloop.activities.store.SlackReply;
import io.researchloop.web.command.Rejection;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Decides who is listened to, has it done, and says what came of it. */
@Component
class SlackDesk {
    private static final String APOLOGY = "Something went wrong here; the server's log has the details.";

    private final SlackAudience audience;
    private final SlackAnswers answers;
    private final SlackButtons buttons;
    private final SlackTalk talk;
    private final Offers offers;
    private final boolean conversation;

    SlackDesk(
            Configuration configuration,
            SlackAudience audience,
            SlackAnswers answers,
            SlackButtons buttons,
            SlackTalk talk,
            Offers offers) {
        this.conversation = configuration.slack().conversation();
        this.audience = audience;
        this.answers = answers;
        this.buttons = buttons;
        this.talk = talk;
        this.offers = offers;
    }

    /** @return what to say about it, in its thread; nothing to those who are not listened to */
    List<SlackReply> handle(SlackInbox.Letter letter) {
        JsonObject body = JsonParser.parseString(letter.body()).getAsJsonObject();
        return switch (letter.kind()) {
            case EVENT -> message(SlackMessage.of(letter.id(), body));
            case ACTION -> click(SlackClick.of(letter.id(), body));
        };
    }

    /** What is said about a letter that we could not handle. */
    List<SlackReply> apology(SlackInbox.Letter letter) {
        JsonObject body = JsonParser.parseString(letter.body()).getAsJsonObject();
        return switch (letter.kind()) {
            case EVENT -> {
                SlackMessage message = SlackMessage.of(letter.id(), body);
                yield List.of(said(message.channel(), message.place(), APOLOGY));
            }
            case ACTION -> {
                SlackClick click = SlackClick.of(letter.id(), body);
                yield List.of(said(click.channel(), click.thread(), APOLOGY));
            }
        };
    }

    private List<SlackReply> message(SlackMessage message) {
        boolean spokenTo = message.mention() || message.direct() || talk.isTalk(message);
        if (!spokenTo || !message.person() || !audience.includes(message.user(), message.channel(), message.direct())) {
            return List.of();
        }
        SlackCommand command = SlackCommand.read(message.words());
        if (command instanceof SlackCommand.Talk said && conversation) {
            talk.say(message, said.text());
            return List.of();
        }
        String answer = orRefusal(() -> answers.to(command, message.id(), message.user()));
        return List.of(said(message.channel(), message.place(), answer));
    }

    private List<SlackReply> click(SlackClick click) {
        if (!audience.includes(click.user(), click.channel(), click.direct())) {
            return List.of();
        }
        List<SlackReply> replies = new ArrayList<>();
        for (SlackClick.Button button : click.buttons()) {
            if (Offers.isDecision(button)) {
                replies.add(offers.decide(click, button));
                continue;
            }
            String done = orRefusal(() -> buttons.press(click.id(), button, click.user()));
            if (!done.isEmpty()) {
                replies.add(said(click.channel(), click.thread(), done));
            }
        }
        return replies;
    }

    private static String orRefusal(Supplier<String> work) {
        try {
            return work.get();
        } catch (Rejection refused) {
            return SlackText.escaped(String.valueOf(refused.getMessage()));
        }
    }

    private static SlackReply said(String channel, @Nullable String thread, String text) {
        return SlackReply.inThread(channel, thread, SlackText.shorter(text, 3_900), null);
    }
}
