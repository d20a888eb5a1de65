package io.researchloop.web.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.researchloop.web.command.NewSprintRequest;
import io.researchloop.web.command.Rejection;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WishReaderTest {
    @Test
    void readsWhatTheAgentStates() {
        assertThat(WishReader.read("{\"action\":\"start_sprint\",\"study\":\"a\",\"idea\":\"b\",\"job_options\":"
                        + "{\"gres\":\"gpu:1\"},\"max_cost_usd\":1.5}"))
                .isEqualTo(new Wish.StartSprint(
                        new NewSprintRequest("a", "b", Map.of("gres", "gpu:1"), null, null, 1.5, null)));
        assertThat(WishReader.read("{\"action\":\"stop_loop\",\"loop\":\"loop-1\"}"))
                .isEqualTo(new Wish.StopLoop("loop-1"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{no                                                     | not JSON",
                "[]                                                      | not a JSON object",
                "{}                                                      | action is required",
                "{'action':'delete_all'}                                 | expected start_sprint",
                "{'action':'cancel_sprint'}                              | sprint is required",
                "{'action':'cancel_sprint','sprint':{}}                  | sprint: expected text or a number",
                "{'action':'cancel_sprint','sprint':7}                   | sprint: expected text",
                "{'action':'cancel_sprint','sprint':'s','force':true}    | cancel_sprint has no force",
                "{'action':'start_loop','study':'a','count':2.5}         | count: expected a whole number",
                "{'action':'start_sprint','max_cost_usd':'all'}          | max_cost_usd: expected a number",
                "{'action':'start_sprint','job_options':{'a':[]}}        | job_options: expected text"
            })
    void saysWhatIsWrong(String json, String words) {
        assertThatThrownBy(() -> WishReader.read(json.replace('\'', '"')))
                .isInstanceOf(Rejection.class)
                .hasMessageContaining(words);
    }

    @Test
    void takesTheAgentsWordsApart() {
        AgentWords words =
                AgentWords.of("Yes.\n```researchloop\n{\"action\":\"x\"}\n```\nAnd `code`.\n```python\n1\n```");

        assertThat(words.text()).isEqualTo("Yes.\nAnd `code`.\n```python\n1\n```");
        assertThat(words.wishes()).containsExactly("{\"action\":\"x\"}");
        assertThat(AgentWords.of("```researchloop\n{}\n```\n".repeat(9)).wishes())
                .hasSize(3);
        assertThat(AgentWords.of("```researchloop {\"action\":\"x\"}```").wishes())
                .isEmpty();
    }

    @Test
    void theAgentGetsNothingOfTheServersOwnAndAnotherAccountOnlyWhereItIsWanted() {
        Map<String, String> servers = Map.of(
                "PATH", "/bin",
                "https_proxy", "http://p",
                "ANTHROPIC_API_KEY", "k",
                "CLAUDE_CODE_USE_BEDROCK", "1",
                "RESEARCHLOOP_SLACK_BOT_TOKEN", "s",
                "AWS_SECRET_ACCESS_KEY", "s",
                "AWS_REGION", "r",
                "DB_PASSWORD", "s");

        assertThat(AgentEnvironment.of(servers, List.of()))
                .containsOnlyKeys("PATH", "https_proxy", "ANTHROPIC_API_KEY");
        assertThat(AgentEnvironment.of(servers, List.of("AWS_*", "CLAUDE_CODE_USE_BEDROCK")))
                .containsOnlyKeys(
                        "PATH",
                        "https_proxy",
                        "ANTHROPIC_API_KEY",
                        "AWS_SECRET_ACCESS_KEY",
                        "AWS_REGION",
                        "CLAUDE_CODE_USE_BEDROCK");
        assertThat(AgentEnvironment.of(servers, List.of("AWS_REGION"))).doesNotContainKey("AWS_SECRET_ACCESS_KEY");
    }
}
