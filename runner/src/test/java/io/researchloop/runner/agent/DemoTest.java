package io.researchloop.runner.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.researchloop.runner.protocol.IdeaReason;
import io.researchloop.runner.protocol.Issues;
import io.researchloop.runner.protocol.Json;
import io.researchloop.runner.protocol.Outcome;
import io.researchloop.runner.protocol.OutcomeKind;
import io.researchloop.runner.protocol.SprintFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The demo's script, played whole: it compiles and runs its experiment for real. */
@Timeout(180)
class DemoTest {
    private final Path sprint;
    private final RecordingListener listener = new RecordingListener();

    DemoTest(@TempDir Path sprint) {
        this.sprint = sprint;
    }

    @Test
    void researchesForReal() throws Exception {
        Files.writeString(sprint.resolve("idea.txt"), "Does <script>size</script> matter?");
        Agent agent = new ScriptedAgent(null, 1, System.getenv());
        for (String step : List.of("research", "red_team_1", "fix_1", "red_team_2", "report", "summarize")) {
            assertThat(play(agent, step)).as(step).isEqualTo(Outcome.completed());
        }

        assertThat(Issues.found(Files.readString(sprint.resolve("red_team_round_1.md"))))
                .contains(new Issues(1, 1, 1, 0, 0, 0, false));
        assertThat(Issues.settled(Files.readString(sprint.resolve("fixes_round_1.md"))))
                .contains(new Issues(1, 1, 1, 2, 1, 0, false));
        assertThat(Issues.found(Files.readString(sprint.resolve("red_team_round_2.md"))))
                .contains(new Issues(0, 0, 0, 0, 0, 0, true));
        assertThat(sprint.resolve("results/rmse.svg"))
                .content()
                .startsWith("<svg")
                .endsWith("</svg>\n");
        List<String> rows = Files.readAllLines(sprint.resolve("results/rmse.csv"));
        JsonObject metrics = JsonParser.parseString(Files.readString(sprint.resolve("metrics.json")))
                .getAsJsonObject();
        double atPeak =
                metrics.getAsJsonObject("ridge_rmse_at_peak").get("value").getAsDouble();
        String[] peak = rows.stream()
                .filter(row -> row.startsWith("60,"))
                .findFirst()
                .orElseThrow()
                .split(",", -1);

        assertThat(rows).hasSize(16);
        assertThat(Double.parseDouble(peak[4])).isEqualTo(atPeak);
        assertThat(Double.parseDouble(peak[1])).as("the peak is real").isGreaterThan(5 * atPeak);
        assertThat(sprint.resolve("report.md"))
                .content()
                .contains("scripted agent, not an AI", "> Does &lt;script>size", String.format("%.3f", atPeak))
                .contains("results/rmse.", "Round 2 found no critical issue", "| **60** |")
                .doesNotContain("NaN", "<script>");
        assertThat(sprint.resolve("summary.txt")).content().contains(String.format("%.2f", atPeak), "no AI");
        assertThat(Files.readAllLines(sprint.resolve("progress.md"))).hasSizeGreaterThan(8);
    }

    @Test
    void saysSoWhenNothingWasMended() throws Exception {
        Agent agent = new ScriptedAgent(null, 1, System.getenv());
        for (String step : List.of("research", "report")) {
            assertThat(play(agent, step)).as(step).isEqualTo(Outcome.completed());
        }

        assertThat(sprint.resolve("report.md"))
                .content()
                .contains("No red team looked at this sprint.", "Not shown")
                .doesNotContain("NaN");
    }

    @Test
    void takesUpWhatAnIdeaAsksAsFarAsItCan() throws Exception {
        Files.writeString(
                sprint.resolve("idea.txt"), "Is it so with 30 training points, a noise\nof 0.1 and 500 inputs?");
        Agent agent = new ScriptedAgent(null, 1, System.getenv());
        for (String step : List.of("research", "report")) {
            assertThat(play(agent, step)).as(step).isEqualTo(Outcome.completed());
        }

        assertThat(Files.readAllLines(sprint.resolve("results/rmse.csv"))).anyMatch(row -> row.startsWith("30,"));
        assertThat(sprint.resolve("report.md"))
                .content()
                .contains(
                        "\"30 training points\", \"noise of 0.1\", \"500 inputs\" is beyond what it can do",
                        "| **30** |")
                .contains("noise of 0.1. Each repetition draws the target, 30 training");
    }

    @Test
    void hasIdeasThatAskForSomethingElseEachAndSaysWhenItHasNoMore() throws Exception {
        List<String> ideas = new ArrayList<>();
        Path earlier = sprint.resolve(SprintFiles.EARLIER_IDEAS);
        Files.createDirectories(earlier.getParent());
        Outcome outcome = Outcome.completed();
        Set<String> reasons = new HashSet<>();
        while (outcome.equals(Outcome.completed()) && ideas.size() < 100) {
            Files.writeString(earlier, Json.write(ideas));
            outcome = play(new ScriptedAgent(null, 1, System.getenv()), "generate_idea");
            ideas.add(Files.readString(sprint.resolve("idea.txt")));
            reasons.add(IdeaReason.of(Files.readString(sprint.resolve(SprintFiles.IDEA_REASON)))
                    .orElseThrow());
        }

        assertThat(outcome.kind()).isEqualTo(OutcomeKind.NO_IDEA_LEFT);
        assertThat(ideas.subList(0, ideas.size() - 1))
                .hasSize(6)
                .doesNotHaveDuplicates()
                .allMatch(idea -> idea.contains("120 training points"));
        assertThat(reasons).hasSize(6);
    }

    private Outcome play(Agent agent, String step) throws IOException, InterruptedException {
        Path prompt = Files.writeString(sprint.resolve("prompt.md"), "do " + step);
        StepRequest request = new StepRequest(step, sprint, prompt, null, null, sprint.resolve(step + ".jsonl"));
        return agent.start(request, listener).await().outcome();
    }
}
