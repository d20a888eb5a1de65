package io.researchloop.web.slack;

import static io.researchloop.web.slack.SlackText.escaped;

import io.researchloop.activities.store.SlackOffer;
import io.researchloop.activities.store.SlackReply;
import io.researchloop.activities.store.SlackTalks;
import io.researchloop.web.command.Rejection;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Shows what the agent wants with two buttons, and does what is confirmed: once, by the first click. */
@Component
class Offers {
    static final String CONFIRM = "offer:confirm";
    static final String DISMISS = "offer:dismiss";

    private final SlackTalks talks;
    private final Wishes wishes;

    Offers(SlackTalks talks, Wishes wishes) {
        this.talks = talks;
        this.wishes = wishes;
    }

    /** The message that asks for the decision. */
    static SlackReply asked(String channel, String thread, String id, Wish wish) {
        String title = Wishes.title(wish);
        String blocks = new SlackBlockKit()
                .words(title)
                .plain(Wishes.matter(wish))
                .small(Wishes.terms(wish))
                .decision(CONFIRM, DISMISS, id)
                .json();
        return SlackReply.inThread(channel, thread, title + "?", blocks);
    }

    static boolean isDecision(SlackClick.Button button) {
        return button.action().equals(CONFIRM) || button.action().equals(DISMISS);
    }

    /**
     * Takes a decision, and has it done.
     *
     * @return what stands in place of the buttons
     */
    SlackReply decide(SlackClick click, SlackClick.Button button) {
        Optional<SlackOffer> known =
                talks.offer(button.value()).filter(offer -> offer.channel().equals(click.channel()));
        if (known.isEmpty()) {
            return SlackReply.inThread(
                    click.channel(), click.thread(), "This proposal is not known here any more.", null);
        }
        SlackOffer.State state =
                button.action().equals(CONFIRM) ? SlackOffer.State.CONFIRMED : SlackOffer.State.DISMISSED;
        SlackOffer offer =
                talks.decide(button.value(), state, click.id(), click.user()).orElseThrow();
        String result = offer.result();
        if (result == null) {
            // Nobody came to the end of it yet: this click has decided, or one whose work was cut off.
            result = outcome(offer);
            talks.settled(offer.id(), result);
        }
        return standing(click, offer, result);
    }

    private String outcome(SlackOffer offer) {
        if (offer.state() != SlackOffer.State.CONFIRMED) {
            return "Nothing was done.";
        }
        try {
            Wish wish = WishReader.read(offer.wish());
            return wishes.grant(wish, "slack-offer-" + offer.id(), String.valueOf(offer.userId()));
        } catch (Rejection refused) {
            return "It could not be done: " + escaped(String.valueOf(refused.getMessage()));
        }
    }

    private static SlackReply standing(SlackClick click, SlackOffer offer, String result) {
        String decided = (offer.state() == SlackOffer.State.CONFIRMED ? "Confirmed" : "Dismissed") + " by <@"
                + offer.userId() + ">. ";
        Wish wish = WishReader.read(offer.wish());
        String blocks = new SlackBlockKit()
                .words(Wishes.title(wish))
                .plain(Wishes.matter(wish))
                .words(decided + result)
                .json();
        return new SlackReply(click.channel(), click.thread(), click.message(), decided + result, blocks);
    }
}
