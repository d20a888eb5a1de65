package io.researchloop.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.researchloop.testing.mockapi.Answer;
import io.researchloop.testing.mockapi.MockAnthropic;
import io.researchloop.testing.mockapi.Mode;
import java.util.concurrent.atomic.AtomicInteger;

/** What must be true of a loop with the real agent, wherever its sprints run. */
final class LoopAccounts {
    private static final String GUIDANCE = "Only what the \"small\" model can show; nothing above 64 GB.";

    private LoopAccounts() {}

    /** Every answer is an idea of its own: the agent is asked for one, and elsewhere it does not matter. */
    static void answerWithIdeas(MockAnthropic model) {
        AtomicInteger answers = new AtomicInteger();
        model.mode(Mode.OK)
                .answers(request -> new Answer(
                        null, "Measure effect number " + answers.incrementAndGet() + " against the baseline."));
    }

    /** In order, each once, with guidance and idea in all that the agent was told. */
    static void inOrder(Api api, int count) {
        Loop loop = api.awaitLoopEnd(api.startLoop("\"count\":" + count + ",\"context\":" + Api.quoted(GUIDANCE)));

        assertThat(loop.status()).as(loop.json().toString()).isEqualTo("completed");
        assertThat(loop.sprints()).hasSize(count).doesNotHaveDuplicates();
        String before = "";
        for (String id : loop.sprints()) {
            Sprint sprint = api.sprint(id);
            SprintFolder folder = sprint.folder();
            String idea = sprint.text("idea");
            assertThat(sprint.status()).isEqualTo("completed");
            assertThat(idea).startsWith("Measure effect number").isNotEqualTo(before);
            assertThat(folder.text("idea.txt").strip()).isEqualTo(idea);
            for (String step : Accounts.STEPS) {
                assertThat(folder.text(".researchloop/prompts/" + step + ".md")).contains(idea, GUIDANCE);
            }
            assertThat(folder.text(".researchloop/prompts/generate_idea.md")).contains(GUIDANCE, before);
            assertThat(folder.attempts()).hasSize(1);
            before = idea;
        }
    }
}
