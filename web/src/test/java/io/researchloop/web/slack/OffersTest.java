package io.researchloop.web.slack;

import static org.assertj.core.api.Assertions.assertThat;

import io.researchloop.activities.store.LoopRow;
import io.researchloop.activities.store.LoopStore;
import io.researchloop.activities.store.SlackOffer;
import io.researchloop.activities.store.SlackReply;
import io.researchloop.activities.store.SlackTalks;
import io.researchloop.activities.store.SlackTurn;
import io.researchloop.activities.store.SprintStore;
import io.researchloop.activities.store.TweakRow;
import io.researchloop.activities.store.Tweaks;
import io.researchloop.mockslack.SlackPost;
import io.researchloop.mockslack.SlackVoice;
import io.researchloop.workflows.model.SprintProjection;
import io.researchloop.workflows.model.SprintStatus;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What an agent has proposed, and what clicks make of it. */
class OffersTest {
    private static final String SPRINT = "{\"action\":\"start_sprint\",\"study\":\"grokking\",\"idea\":\"offered\"}";

    @RegisterExtension
    final SlackStage stage = SlackStage.perTest();

    private SlackTalks talks;

    @BeforeEach
    void start() {
        talks = stage.server().bean(SlackTalks.class);
    }

    @Test
    void aServerKilledBetweenTheDecisionAndTheWorkDoesItOnce() throws Exception {
        SlackPost question = offered("offer-1", SPRINT);
        stage.server().bean(SlackWorker.class).stop();
        stage.voice().press(SlackVoice.click("U2", question, Offers.CONFIRM));
        talks.decide("offer-1", SlackOffer.State.CONFIRMED, "click-that-was-cut-off", "U2");
        assertThat(stage.sprints()).isEmpty();

        stage.restart();
        stage.voice().press(SlackVoice.click("U1", question, Offers.DISMISS));
        stage.settle();

        assertThat(stage.sprints()).singleElement().satisfies(sprint -> assertThat(sprint.startedBy())
                .isEqualTo("Slack user U2"));
        assertThat(standing(question).text()).startsWith("Confirmed by <@U2>. Sprint `");
    }

    @Test
    void eightClicksAtOnceStartOneSprint() {
        SlackPost question = offered("offer-1", SPRINT);

        IntStream.range(0, 8).parallel().forEach(i -> stage.voice()
                .press(SlackVoice.click(i % 2 == 0 ? "U1" : "U2", question, Offers.CONFIRM)));
        stage.settle();

        assertThat(stage.sprints()).hasSize(1);
        assertThat(standing(question).buttons()).isEmpty();
    }

    @Test
    void everyKindOfWishIsDoneAfterTheClick() {
        stage.answerTo(stage.direct("U1", "sprint run grokking to be cancelled"));
        String sprint = stage.sprints().get(0).id();

        confirm(
                "offer-1",
                "{\"action\":\"start_loop\",\"study\":\"grokking\",\"count\":2,\"max_cost_usd\":9}",
                "Loop `");
        String loop =
                stage.answerTo(stage.direct("U1", "loop status")).text().replaceAll("(?s).*`(loop-[0-9a-f]+)`.*", "$1");
        assertThat(stage.server().bean(LoopStore.class).find(loop)).get().returns("Slack user U2", LoopRow::startedBy);
        confirm("offer-2", "{\"action\":\"stop_loop\",\"loop\":\"" + loop + "\"}", "begins no other sprint");
        confirm("offer-3", "{\"action\":\"cancel_sprint\",\"sprint\":\"" + sprint + "\"}", "is being cancelled");
        confirm(
                "offer-4",
                "{\"action\":\"tweak_sprint\",\"sprint\":\"" + sprint + "\",\"instruction\":\"more\"}",
                "It could not be done: The sprint has not ended");

        assertThat(stage.sprint(sprint).cancelReason()).isEqualTo("Cancelled in Slack by U2");
    }

    @Test
    void aTweakNamesWhoConfirmedIt() {
        stage.answerTo(stage.direct("U1", "sprint run grokking to be tweaked"));
        String sprint = stage.sprints().get(0).id();
        stage.server()
                .bean(SprintStore.class)
                .project(new SprintProjection(
                        sprint,
                        9,
                        SprintStatus.COMPLETED,
                        1,
                        0,
                        0,
                        null,
                        0,
                        null,
                        null,
                        null,
                        Instant.now(),
                        null,
                        null,
                        null));

        confirm(
                "offer-1",
                "{\"action\":\"tweak_sprint\",\"sprint\":\"" + sprint + "\",\"instruction\":\"more\"}",
                "Tweak `");

        assertThat(stage.server().bean(Tweaks.class).of(sprint))
                .singleElement()
                .returns("Slack user U2", TweakRow::startedBy);
    }

    @Test
    void anUnknownProposalAndOneOfAnotherChannelDoNothing() {
        SlackPost question = offered("offer-1", SPRINT);
        SlackPost elsewhere =
                new SlackPost("C2", stage.slack.said("C2", null, "x"), null, SlackPost.APP, "x", question.blocks());

        stage.voice().press(SlackVoice.click("U1", question, SlackVoice.button(Offers.CONFIRM, "offer-none")));
        stage.voice().press(SlackVoice.click("U1", elsewhere, Offers.CONFIRM));
        stage.settle();

        assertThat(stage.sprints()).isEmpty();
        assertThat(stage.inThread(elsewhere.ts()).get(0).text()).isEqualTo("This proposal is not known here any more.");
    }

    private void confirm(String id, String wish, String outcome) {
        SlackPost question = offered(id, wish);
        stage.voice().press(SlackVoice.click("U2", question, Offers.CONFIRM));
        SlackStage.await(outcome, () -> standing(question).text().startsWith("Confirmed by <@U2>. "));
        assertThat(standing(question).text()).contains(outcome);
    }

    /** As a turn of the agent's would end. */
    private SlackPost offered(String id, String wish) {
        String thread = stage.slack.said("C1", null, "what next?");
        stage.server().bean(SlackTalk.class).stop();
        talks.add("turn-of-" + id, "C1", thread, thread, "U1", "what next?");
        SlackTurn turn = talks.waiting(9).get(0);
        SlackReply asked = Offers.asked("C1", thread, id, WishReader.read(wish));
        talks.ended(turn, new SlackTalks.Ended("session", 0.01, List.of(asked), Map.of(id, wish)));
        stage.server().bean(SlackSender.class).wake();
        SlackStage.await("a question", () -> !stage.inThread(thread).isEmpty());
        return stage.inThread(thread).get(0);
    }

    private SlackPost standing(SlackPost question) {
        return stage.inThread(Objects.requireNonNull(question.thread())).stream()
                .filter(post -> post.ts().equals(question.ts()))
                .findFirst()
                .orElseThrow();
    }
}
