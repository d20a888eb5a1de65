package io.researchloop.activities.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MergingTest {
    private final Project project;

    MergingTest(@TempDir Path root) {
        project = new Project(root);
    }

    @Test
    void theLevelNearestToTheSprintWinsKeyByKey() {
        assertThat(JobOptions.merge(
                        Map.of("mem", "1G", "nodes", "1"), Map.of("mem", "2G", "time", "1"), Map.of("mem", "3G")))
                .containsOnly(Map.entry("mem", "3G"), Map.entry("nodes", "1"), Map.entry("time", "1"));
    }

    @Test
    void anEmptyValueRemovesTheKeyAndALaterLevelMaySetItAgain() {
        assertThat(JobOptions.merge(Map.of("mem", "1G", "qos", "a"), Map.of("mem", "", "qos", ""), Map.of("qos", "b")))
                .containsOnly(Map.entry("qos", "b"));
    }

    @Test
    void hyphensMakeNoOtherKey() {
        assertThat(JobOptions.merge(Map.of("--mem", "1G"), Map.of("mem", "2G"), Map.of()))
                .containsOnly(Map.entry("mem", "2G"));
    }

    @Test
    void contextIsJoinedByBlankLinesInTheOldOrder() {
        write();
        Configuration configuration = configuration();

        assertThat(new ContextAssembler(configuration)
                        .context(configuration.studies().get(0)))
                .isEqualTo("global\n\nfile 1\n\nfile 2\n\ncluster\n\nfile 3\n\nstudy\n\n  indented\n\nmd");
    }

    @Test
    void aContextFileThatIsGoneAtTheSprintsStartIsNamed() throws IOException {
        write();
        Configuration configuration = configuration();
        Path gone = project.directory().resolve("2.md");
        Files.delete(gone);

        assertThatThrownBy(() -> new ContextAssembler(configuration)
                        .context(configuration.studies().get(0)))
                .isInstanceOf(ContextAssembler.ContextUnreadable.class)
                .hasMessageContaining(gone.toString());
    }

    private void write() {
        project.write("1.md", "file 1\n");
        project.write("2.md", "\nfile 2\n\n");
        project.write("3.md", "file 3");
        project.write("study.md", "  indented\n\nmd\n");
        project.write("empty.md", "\n");
    }

    private Configuration configuration() {
        return project.load("""
                context = "global"
                context_paths = ["1.md", "empty.md", "2.md"]
                [[cluster]]
                name = "here"
                scheduler_type = "local"
                context = "cluster"
                context_paths = "3.md"
                [[study]]
                name = "tea"
                cluster = "here"
                context = "study"
                claude_md_path = "study.md"
                """);
    }
}
