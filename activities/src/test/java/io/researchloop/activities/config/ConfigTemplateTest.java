package io.researchloop.activities.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigTemplateTest {
    private final Path directory;

    ConfigTemplateTest(@TempDir Path root) {
        this.directory = root.resolve("new/project");
    }

    @Test
    void theFirstConfigurationStartsAsItIs() throws IOException {
        Path file = ConfigTemplate.init(directory);
        Configuration configuration = load(file);

        assertThat(configuration.warnings()).isEmpty();
        assertThat(configuration.clusters()).singleElement().satisfies(cluster -> assertThat(cluster.schedulerType())
                .isEqualTo(SchedulerType.LOCAL));
        assertThat(configuration.study("first").orElseThrow().agent()).isEqualTo(AgentType.CLAUDE);
        assertThat(configuration.dashboard().host()).isEqualTo("127.0.0.1");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    /** What is commented out is documentation, and documentation must be true. */
    @Test
    void everyCommentedKeyOfTheTemplateIsKnown() throws IOException {
        Path file = ConfigTemplate.init(directory);
        Pattern commented = Pattern.compile("(?m)^# (?=\\[{1,2}[a-z_.]+\\]|[a-z_]+ = )");
        String whole = commented.matcher(Files.readString(file)).replaceAll("");
        for (String name : new String[] {"lab-rules.md", "demo.steps", "prompts/x"}) {
            Files.createDirectories(directory.resolve(name).resolveSibling("."));
            Files.writeString(directory.resolve(name), "");
        }
        // The examples that cannot be true everywhere.
        String real = whole.replace("binary = \"/usr/local/bin/temporal\"", "binary = \"demo.steps\"")
                .replace("topic = \"…\"", "topic = \"lab\"");
        Files.writeString(file, real);

        Configuration configuration = load(file);

        assertThat(configuration.clusters()).hasSize(2);
        assertThat(configuration.warnings())
                .allSatisfy(warning -> assertThat(warning.message()).doesNotContain("not a known key"));
        for (Schema schema : Schema.values()) {
            assertThat(schema.keys())
                    .allSatisfy(key -> assertThat(real).containsPattern("(?m)^[\\[a-z_.]*\\b" + key + "( = |\\])"));
        }
    }

    @Test
    void aConfigurationThatIsThereIsNeverOverwritten() throws IOException {
        Files.createDirectories(directory);
        Path file = Files.writeString(directory.resolve("researchloop.toml"), "# mine");

        assertThatThrownBy(() -> ConfigTemplate.init(directory))
                .isInstanceOf(TemplateNotWritten.class)
                .hasMessageContaining(file + " is there already");
        assertThat(file).hasContent("# mine");
        assertThat(directory.resolve("first-study.md")).doesNotExist();
    }

    @Test
    void theStudysContextThatIsThereIsKept() throws IOException {
        Files.createDirectories(directory);
        Path context = Files.writeString(directory.resolve("first-study.md"), "mine");

        ConfigTemplate.init(directory);

        assertThat(context).hasContent("mine");
    }

    @Test
    void aFileInThePlaceOfTheDirectoryIsToldPlainly() throws IOException {
        Files.createDirectories(directory.resolveSibling("."));
        Files.writeString(directory, "a file");

        assertThatThrownBy(() -> ConfigTemplate.init(directory))
                .isInstanceOf(TemplateNotWritten.class)
                .hasMessageContaining(directory.toString());
    }

    @Test
    void theScriptedDemonstrationBringsItsScript() {
        Configuration configuration = load(ConfigTemplate.demo(directory, 8123, "scripted", 1, new OneResource()));
        StudyConfig study = configuration.study("demo").orElseThrow();

        assertThat(configuration.warnings()).isEmpty();
        assertThat(study.agent()).isEqualTo(AgentType.SCRIPTED);
        assertThat(study.maxCostUsd()).isNull();
        assertThat(study.agentScript())
                .isEqualTo(directory.resolve("demo.steps"))
                .hasContent("the steps");
        assertThat(configuration.dashboard().port()).isEqualTo(8123);
        assertThat(configuration.orchestratorUrl()).isEqualTo("http://127.0.0.1:8123");
    }

    @Test
    void theDemonstrationWithARealAgentHasItsCostLimit() {
        Configuration configuration = load(ConfigTemplate.demo(directory, 8123, "claude", 1));

        assertThat(configuration.study("demo").orElseThrow().agent()).isEqualTo(AgentType.CLAUDE);
        assertThat(configuration.study("demo").orElseThrow().maxCostUsd()).isEqualTo(1.0);
    }

    @Test
    void anUnknownAgentIsNamedAndNothingIsWritten() {
        assertThatThrownBy(() -> ConfigTemplate.demo(directory, 8123, "cluade", 1))
                .isInstanceOf(TemplateNotWritten.class)
                .hasMessageContaining("did you mean \"claude\"?");
        assertThat(directory).doesNotExist();
    }

    private Configuration load(Path file) {
        return ConfigurationLoader.load(Optional.of(file), Map.of(), directory, directory);
    }

    /** Stands for the runner's jar, which brings the script. */
    private static final class OneResource extends ClassLoader {
        @Override
        public @Nullable InputStream getResourceAsStream(String name) {
            return name.equals("io/researchloop/runner/agent/demo.steps")
                    ? new ByteArrayInputStream("the steps".getBytes(StandardCharsets.UTF_8))
                    : null;
        }
    }
}
