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
        this.conversation = configuration.slack().conversation().enabled();
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
                yield List.of(SlackAnswer.words(APOLOGY).in(message.channel(), message.place()));
            }
            case ACTION -> {
                SlackClick click = SlackClick.of(letter.id(), body);
                yield List.of(SlackAnswer.words(APOLOGY).in(click.channel(), click.thread()));
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
        SlackAnswer answer = orRefusal(() -> answers.to(command, message.id(), message.user()));
        return List.of(answer.in(message.channel(), message.place()));
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
            SlackAnswer done = orRefusal(() -> SlackAnswer.words(buttons.press(click.id(), button, click.user())));
            if (!done.text().isEmpty()) {
                replies.add(done.in(click.channel(), click.thread()));
            }
        }
        return replies;
    }

    private static SlackAnswer orRefusal(Supplier<SlackAnswer> work) {
        try {
            return work.get();
        } catch (Rejection refused) {
            return SlackAnswer.words(SlackText.escaped(String.valueOf(refused.getMessage())));
        }
    }
}
