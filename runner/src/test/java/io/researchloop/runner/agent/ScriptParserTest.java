package io.researchloop.runner.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.researchloop.runner.agent.ScriptLine.Condition;
import io.researchloop.runner.protocol.OutcomeKind;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScriptParserTest {
    @Test
    void readsEveryDirective() throws ScriptFault {
        Script script = ScriptParser.parse("s", """
                # first the work
                [research]
                say Hello there
                write results/a.csv <<END
                x,y
                  1,2
                END
                append notes.md one line
                run java Experiment.java --fast
                sleep 200ms
                cost 0.05
                idea Try it anew
                idea <<END
                Two
                lines
                END
                tokens 1200 300
                echo-prompt prompt.bin
                await-message answer.txt
                await-message
                ignore-term
                hang
                attempt 1: outcome usage_limited 5s the five-hour limit
                first 2: fail it broke
                outcome overloaded
                """);

        assertThat(script.step("research").orElseThrow())
                .extracting(ScriptLine::directive)
                .containsExactly(
                        new Directive.Say("Hello there"),
                        new Directive.Write("results/a.csv", "x,y\n  1,2\n", false),
                        new Directive.Write("notes.md", "one line\n", true),
                        new Directive.Run("java Experiment.java --fast"),
                        new Directive.Sleep(Duration.ofMillis(200)),
                        new Directive.Cost(0.05),
                        new Directive.Idea("Try it anew"),
                        new Directive.Idea("Two\nlines"),
                        new Directive.Tokens(1200, 300),
                        new Directive.EchoPrompt("prompt.bin"),
                        new Directive.AwaitMessage("answer.txt"),
                        new Directive.AwaitMessage(null),
                        new Directive.IgnoreTerm(),
                        new Directive.Hang(),
                        new Directive.End(OutcomeKind.USAGE_LIMITED, Duration.ofSeconds(5), "the five-hour limit"),
                        new Directive.End(OutcomeKind.AGENT_FAILED, null, "it broke"),
                        new Directive.End(OutcomeKind.OVERLOADED, null, ""));
    }

    @Test
    void keepsLineNumbersAndConditions() throws ScriptFault {
        List<ScriptLine> lines = ScriptParser.parse("s", "\n[a]\nattempt 2: say x\nfirst 3: say y\nsay z\n")
                .step("a")
                .orElseThrow();

        assertThat(lines).extracting(ScriptLine::number).containsExactly(3, 4, 5);
        assertThat(lines)
                .extracting(ScriptLine::condition)
                .containsExactly(new Condition.InAttempt(2), new Condition.FirstTimes(3), new Condition.Always());
    }

    @Test
    void takesTheOwnSectionThenTheLongestPatternThenTheDefault() throws ScriptFault {
        Script script = ScriptParser.parse(
                "s", "[red_team_1]\nsay own\n[red_*]\nsay short\n[red_team_*]\nsay long\n[default]\nsay other\n");

        assertThat(said(script, "red_team_1")).isEqualTo("own");
        assertThat(said(script, "red_team_2")).isEqualTo("long");
        assertThat(said(script, "red_x")).isEqualTo("short");
        assertThat(said(script, "report")).isEqualTo("other");
    }

    @Test
    void namesEveryFaultWithItsLineAndWhatWasExpected() {
        assertThatThrownBy(() -> ScriptParser.parse("my.steps", """
                say too early
                [research]
                shout loudly
                sleep long
                write ../outside x
                outcome maybe
                tokens 1
                hang on
                [research]
                write a <<END
                never ended
                """))
                .isInstanceOf(ScriptFault.class)
                .hasMessageStartingWith("my.steps: line 1: expected a section like [research] before")
                .hasMessageContaining("line 3: expected one of say, write, append, run")
                .hasMessageContaining("line 4: expected sleep SECONDS")
                .hasMessageContaining("line 5: expected a file inside the sprint's directory")
                .hasMessageContaining("line 6: expected outcome KIND with one of completed, agent_failed")
                .hasMessageContaining("line 7: expected tokens READ WRITTEN")
                .hasMessageContaining("line 8: expected nothing after this word, found \"hang on\"")
                .hasMessageContaining("line 9: expected each section once")
                .hasMessageContaining("line 10: expected a line END at the end of this text");
    }

    private static String said(Script script, String step) {
        Directive directive = script.step(step).orElseThrow().get(0).directive();
        return ((Directive.Say) directive).text();
    }
}
