package io.researchloop.web.slack;

import static org.assertj.core.api.Assertions.assertThat;

import io.researchloop.mockslack.SlackPost;
import io.researchloop.testing.mockapi.Answer;
import io.researchloop.testing.mockapi.Mode;
import org.junit.jupiter.api.Test;

class SlackTalkCostTest extends TalkStage {
    @Override
    String settings() {
        return "slack.answer_cost_usd = 0.001\n";
    }

    @Test
    void anAnswerThatCostsTooMuchIsEndedAndItsCostIsTold() {
        model.mode(Mode.TOOL).answers(request -> Answer.reading("studies.md", "Read it."));

        SlackPost answer = stage.answerTo(stage.direct("U1", "read everything"));

        assertThat(answer.text())
                .startsWith("I could not answer that. It came to what an answer may cost")
                .contains("answer_cost_usd");
        assertThat(answer.blocks()).contains("This answer cost $0.0");
        assertThat(stage.answerTo(stage.direct("U1", "status")).text()).doesNotContain("agent: $0.00");
    }
}
