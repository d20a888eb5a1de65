package io.researchloop.web.slack;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SlackCommandTest {
    @Test
    void readsCommandsAndLeavesIdeasAsTheyAre() {
        assertThat(SlackCommand.read("<@U1> sprint run grokking Does GPT-2 grok? a &lt; b &amp; c"))
                .isEqualTo(new SlackCommand.RunSprint("grokking", "Does GPT-2 grok? a < b & c"));
        assertThat(SlackCommand.read("Sprint RUN \"two words\" An Idea\nin two lines"))
                .isEqualTo(new SlackCommand.RunSprint("two words", "An Idea\nin two lines"));
        assertThat(SlackCommand.read("sprint list")).isEqualTo(new SlackCommand.ListSprints(null));
        assertThat(SlackCommand.read("sprint show sp-1")).isEqualTo(new SlackCommand.ShowSprint("sp-1"));
        assertThat(SlackCommand.read("loop start grokking 4 Only small models"))
                .isEqualTo(new SlackCommand.StartLoop("grokking", 4, "Only small models"));
        assertThat(SlackCommand.read("loop start grokking Only small models"))
                .isEqualTo(new SlackCommand.StartLoop("grokking", null, "Only small models"));
        assertThat(SlackCommand.read("auth status")).isEqualTo(new SlackCommand.AuthStatus());
        assertThat(SlackCommand.read("<@U1>")).isEqualTo(new SlackCommand.Help());
    }

    @Test
    void whatLacksSomethingIsSaidAndTalkIsTalk() {
        assertThat(SlackCommand.read("sprint run grokking")).isInstanceOf(SlackCommand.Incomplete.class);
        assertThat(SlackCommand.read("sprint run")).isInstanceOf(SlackCommand.Incomplete.class);
        assertThat(SlackCommand.read("loop start")).isInstanceOf(SlackCommand.Incomplete.class);
        assertThat(SlackCommand.read("help me with the last sprint")).isInstanceOf(SlackCommand.Talk.class);
        assertThat(SlackCommand.read("what came out?")).isInstanceOf(SlackCommand.Talk.class);
    }
}
