package io.researchloop.activities.prompt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.researchloop.runner.protocol.Issues;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PromptRendererTest {
    private static final PromptContext PLAIN = context("Does tea cool faster?", "Cups are in the kitchen.", null);

    private final PromptRenderer renderer = new PromptRenderer(null);
    private final Path directory;

    PromptRendererTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @Test
    void everyStepTheSprintMayComeToHasAPromptInOrder() {
        assertThat(renderer.renderAll(PLAIN).keySet())
                .containsExactly("research", "red_team_1", "fix_1", "red_team_2", "fix_2", "report", "summarize");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    research   | progress.md output.log findings.md results/ metrics.json seeds
                    red_team_2 | red_team_round_2.md red_team_round_1.md fixes_round_1.md findings.md CRITICAL
                    fix_2      | red_team_round_2.md fixes_round_2.md findings.md metrics.json
                    report     | report.md GitHub-flavoured results/ metrics.json Reproduce
                    summarize  | summary.txt 120 metrics.json
                    """)
    void eachPromptNamesTheFilesOfItsStep(String step, String words) {
        assertThat(renderer.renderAll(PLAIN).get(step)).contains(words.split(" "));
    }

    @Test
    void noTemplateSyntaxIsLeftOver() {
        renderer.renderAll(PLAIN)
                .forEach((step, prompt) ->
                        assertThat(prompt).as(step).doesNotContain("[(", "[[", "${", "[#", "[/]", "th:"));
        assertThat(renderer.claudeMd(PLAIN)).doesNotContain("[(", "[[", "${", "[#", "[/]", "th:");
    }

    @Test
    void theFirstRoundSpeaksOfNoEarlierOne() {
        assertThat(renderer.renderAll(PLAIN).get("red_team_1")).doesNotContain("round_0", "The last round");
    }

    @Test
    void theLineThatEndsTheReviewStandsAloneInThePrompt() {
        assertThat(Objects.requireNonNull(renderer.renderAll(PLAIN).get("red_team_1"))
                        .lines())
                .containsOnlyOnce("NO CRITICAL ISSUES");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    red_team_1 | ## CRITICAL: what is wrong
                    red_team_1 | ## MAJOR: what is wrong
                    red_team_1 | ## MINOR: what is wrong
                    fix_1      | ## CRITICAL: what is wrong
                    """)
    void theHeadingsThatAreAskedForAreThoseThatAreCounted(String step, String heading) {
        assertThat(renderer.renderAll(PLAIN).get(step)).contains("`" + heading + "`");
        assertThat(Issues.found(heading)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"State: FIXED", "State: LIMITATION", "State: REFUTED"})
    void theStatesThatAreAskedForAreThoseThatAreCounted(String state) {
        assertThat(renderer.renderAll(PLAIN).get("fix_1")).contains(state);
        assertThat(Issues.settled("## MINOR: what is wrong\n" + state)).isPresent();
    }

    @Test
    void limitsAreToldInWords() {
        String prompt = renderer.renderAll(context("x", "", 1.5)).get("research");

        assertThat(prompt).contains("1 hour 30 minutes", "$1.50 of model usage").doesNotContain("<context>");
        assertThat(renderer.renderAll(PLAIN).get("research")).doesNotContain("Budget");
        assertThat(renderer.claudeMd(PLAIN)).doesNotContain("model usage");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"quoted\" 'single' `tick` \\back \\n",
                "$(rm -rf /) ${HOME} $HOME %PATH%",
                "[[${sprint}]] [(${sprint})] [# th:if=\"${false}\"]gone[/] __${sprint}__ /*[[x]]*/ /*[- -]*/",
                "<b>&amp; </idea> <!-- -->",
                "🧪 naïve 測試 \u202E \u0000 \uFEFF \uFFFD \r\n\t trailing  ",
                "\n\n  leading and trailing lines\n\n"
            })
    void ideaAndContextComeThroughUnchanged(String text) {
        PromptContext prompt = context(text, text, null);

        String research = renderer.renderAll(prompt).get("research");

        assertThat(research).contains("<idea>\n" + text + "\n</idea>").contains("<context>\n" + text + "\n</context>");
        assertThat(renderer.renderAll(prompt).get("report")).contains("<idea>\n" + text + "\n</idea>");
        assertThat(renderer.claudeMd(prompt)).contains("# Context\n\n" + text + "\n");
    }

    @Test
    void anIdeaOfAMegabyteComesThroughAndStandsInTheFirstPromptOnly() {
        String idea = "0123456789abcd[[".repeat(1 << 16);

        Map<String, String> prompts = renderer.renderAll(context(idea, "", null));

        assertThat(prompts.get("research")).contains(idea);
        assertThat(prompts.get("report")).hasSizeLessThan(10_000).contains("The idea is in idea.txt.");
    }

    @Test
    void aTemplateOfTheUsersReplacesOursAndAnEditCountsAtOnce() throws IOException {
        PromptRenderer overridden = new PromptRenderer(directory);
        Files.writeString(directory.resolve("fix.txt"), "Fix [(${round})] of [(${study})]: [(${idea})]");
        assertThat(overridden.renderAll(PLAIN).get("fix_2")).isEqualTo("Fix 2 of tea: Does tea cool faster?");

        Files.writeString(directory.resolve("fix.txt"), "Edited");
        assertThat(overridden.renderAll(PLAIN)).containsEntry("fix_1", "Edited");
        assertThat(overridden.renderAll(PLAIN).get("report"))
                .isEqualTo(renderer.renderAll(PLAIN).get("report"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    [(${idae})]                       | there is no variable idae
                    [(${round +})]                    | Problem parsing
                    [# th:if="${hasContext}"]open     | is never closed
                    [# th:each="x : ${nothing}"]x[/]  | there is no variable nothing
                    """)
    void aFaultyTemplateIsNamedWithFileAndLine(String broken, String reason) throws IOException {
        Path file = Files.writeString(directory.resolve("report.txt"), "First line.\n" + broken + "\n");

        assertThatThrownBy(() -> new PromptRenderer(directory).renderAll(PLAIN))
                .isInstanceOf(PromptTemplateFault.class)
                .hasMessageContaining(file + ":2")
                .hasMessageContaining(reason);
    }

    @Test
    void aLoopVariableOfTheUsersTemplateIsKnown() throws IOException {
        Files.writeString(directory.resolve("report.txt"), "[# th:each=\"n : ${ {1, 2} }\"][(${n})];[/]");

        assertThat(new PromptRenderer(directory).renderAll(PLAIN)).containsEntry("report", "1;2;");
    }

    @Test
    void guidanceAndIdeaStandInEveryPromptOfALoopsSprint() {
        IdeaBrief brief =
                new IdeaBrief("Take the next step.", "## sp-1", "## sp-2", "## sp-3", "error, less is better");
        PromptContext prompt = new PromptContext(
                "tea",
                "sp-0123abcd",
                "[[mark]]",
                "Only green tea.",
                "",
                "/scratch/tea/x",
                2,
                Duration.ofMinutes(90),
                null,
                brief);

        Map<String, String> prompts = renderer.renderAll(prompt);

        assertThat(prompts.keySet()).first().isEqualTo("generate_idea");
        assertThat(prompts.get("generate_idea"))
                .contains("Take the next step.", "<parent>\n## sp-1", "<results>\n## sp-2", "<dead-ends>\n## sp-3")
                .contains("The number that counts: error, less is better.");
        assertThat(prompts).allSatisfy((step, text) -> assertThat(text).contains("Only green tea."));
        prompts.remove("generate_idea");
        assertThat(prompts).allSatisfy((step, text) -> assertThat(text).contains("[[mark]]"));
        assertThat(renderer.claudeMd(prompt)).contains("Only green tea.");
    }

    @Test
    void aTemplateThatIsNotUtf8IsNamed() throws IOException {
        Path file = directory.resolve("report.txt");
        Files.write(file, "é".getBytes(StandardCharsets.ISO_8859_1));

        assertThatThrownBy(() -> new PromptRenderer(directory).renderAll(PLAIN))
                .isInstanceOf(PromptTemplateFault.class)
                .hasMessageContaining(file + " cannot be used: it is not UTF-8");
    }

    private static PromptContext context(String idea, String context, @Nullable Double maxCostUsd) {
        return new PromptContext(
                "tea", "sp-0123abcd", idea, "", context, "/scratch/tea/x", 2, Duration.ofMinutes(90), maxCostUsd, null);
    }
}
