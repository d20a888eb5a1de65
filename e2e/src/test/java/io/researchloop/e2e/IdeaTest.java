package io.researchloop.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An idea is text, whatever is in it: on its way through JSON, SQLite, a shell, files and a prompt no byte changes. */
@Tag("idea")
class IdeaTest {
    private static final int ONE_MEGABYTE = 1024 * 1024;

    @RegisterExtension
    static final Stage STAGE = Stage.perClass();

    private static Project project;

    @BeforeAll
    static void start() {
        project = STAGE.project()
                .engine("in-memory")
                .steps("[research]\necho-prompt prompt-as-it-came.txt\n[default]\nsay nothing more\n");
        STAGE.orchestrator(project).start();
    }

    @Test
    void quotesNewlinesAndShellWordsStayAsTheyAre() {
        assertUnchanged("""
                He said: "don't" and `touch /tmp/x`; $(touch y) ${HOME} \\n \\ %s %% !! * ~ #
                second line, then a tab\tand a carriage return\r
                'single' ''double'' ""again"" <<EOF
                EOF
                []{}()<>&|;  trailing blanks  \s
                -n --help [[${x}]] [(${y})] [# th:text="z"] <b>bold</b> &amp; {{mustache}} 😀 ünïcödé 漢字 \u200b\ufeff end""");
    }

    @Test
    void aSingleDashOrAnOptionIsAnIdeaToo() {
        assertUnchanged("--");
    }

    @Test
    void aMegabyteArrivesWhole() {
        StringBuilder idea = new StringBuilder("A long one. ");
        while (idea.length() < ONE_MEGABYTE) {
            idea.append("line ").append(idea.length()).append(" 'quoted' $(x) 😀\n");
        }
        assertUnchanged(idea.toString());
    }

    private static void assertUnchanged(String idea) {
        Sprint sprint = project.api().await(project.api().create(idea), "completed");

        assertThat(sprint.text("idea")).isEqualTo(idea);
        assertThat(sprint.folder().bytes("idea.txt")).isEqualTo(idea.getBytes(StandardCharsets.UTF_8));
        assertThat(sprint.folder().text("prompt-as-it-came.txt").contains(idea))
                .as("the prompt holds the idea, byte by byte")
                .isTrue();
    }
}
