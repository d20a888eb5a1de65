package io.researchloop.activities.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.researchloop.workflows.model.Budget;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What version 0.1 understood is understood: each key, each default, each environment variable. */
class ConfigurationCompatibilityTest {
    private static final String MINIMAL = """
            [[cluster]]
            name = "hpc"
            host = "login.example.org"
            user = "ada"
            scheduler_type = "slurm"
            working_dir = "/scratch/ada"

            [[study]]
            name = "tea"
            cluster = "hpc"
            """;

    private final Project project;

    ConfigurationCompatibilityTest(@TempDir Path root) {
        project = new Project(root);
    }

    @Test
    void topHasTheOldDefaults() {
        Configuration configuration = project.load("");

        assertThat(configuration.dbPath()).isEqualTo(project.directory().resolve("researchloop.db"));
        assertThat(configuration.artifactDir()).isEqualTo(project.directory().resolve("artifacts"));
        assertThat(configuration.sharedSecret()).isNull();
        assertThat(configuration.orchestratorUrl()).isNull();
        assertThat(configuration.claudeCommand()).isNull();
        assertThat(configuration.context()).isEqualTo(new ContextSource(null, List.of()));
        assertThat(configuration.maxArtifactBytes()).isEqualTo(1024L * 1024 * 1024);
    }

    @Test
    void clusterHasTheOldDefaults() {
        ClusterConfig cluster = project.load(MINIMAL).clusters().get(0);

        assertThat(cluster.port()).isEqualTo(22);
        assertThat(cluster.keyPath()).isNull();
        assertThat(cluster.maxConcurrentJobs()).isEqualTo(4);
        assertThat(cluster.environment()).isEmpty();
        assertThat(cluster.jobOptions()).isEmpty();
        assertThat(cluster.transport()).isEqualTo(TransportType.SSH);
        assertThat(cluster.pollInterval()).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void studyHasTheOldDefaults() {
        Configuration configuration = project.load(MINIMAL);
        StudyConfig study = configuration.study("tea").orElseThrow();

        assertThat(study.description()).isEmpty();
        assertThat(study.claudeMdPath()).isNull();
        assertThat(study.context()).isNull();
        assertThat(study.sprintsDir()).isEqualTo("/scratch/ada/tea");
        assertThat(study.maxSprintDuration()).isEqualTo(Duration.ofHours(8));
        assertThat(study.redTeamMaxRounds()).isEqualTo(3);
        assertThat(study.allowLoop()).isTrue();
        assertThat(study.jobOptions()).isEmpty();
        assertThat(configuration.claudeCommand(study)).isEqualTo("claude --dangerously-skip-permissions");
        assertThat(study.agent()).isEqualTo(AgentType.CLAUDE);
        assertThat(study.maxAttempts()).isEqualTo(5);
        assertThat(study.maxCostUsd()).isNull();
        assertThat(study.stuckMinutes()).isNull();
    }

    @Test
    void servicesHaveTheOldDefaults() {
        Configuration configuration = project.load("");

        assertThat(configuration.slack())
                .isEqualTo(new SlackConfig(null, null, null, null, Set.of(), false, ConversationConfig.DEFAULT, null));
        assertThat(configuration.ntfy()).isEqualTo(new NtfyConfig("https://ntfy.sh", null, null));
        assertThat(configuration.dashboard()).isEqualTo(new DashboardConfig(true, "0.0.0.0", 8080, null, null));
        assertThat(configuration.temporal())
                .isEqualTo(new TemporalConfig(TemporalMode.AUTO, null, "default", null, null, null, null));
    }

    @Test
    void everyOldKeyIsRead() {
        project.write("global.md", "g");
        project.write("cluster.md", "c");
        project.write("study.md", "s");

        Configuration configuration = project.load("""
                db_path = "data/rl.db"
                artifact_dir = "/srv/artifacts"
                shared_secret = "s3cret"
                orchestrator_url = "https://rl.example.org/"
                claude_command = "claude-global"
                context = "global text"
                context_paths = "global.md"

                [[cluster]]
                name = "hpc"
                host = "login.example.org"
                port = 2222
                user = "ada"
                key_path = "~/.ssh/id"
                scheduler_type = "sge"
                working_dir = "/scratch/ada/"
                max_concurrent_jobs = 7
                claude_command = "claude-cluster"
                context = "cluster text"
                context_paths = ["cluster.md"]
                [cluster.environment]
                ANTHROPIC_API_KEY = "sk-1"
                THREADS = 4
                [cluster.job_options]
                mem = "8G"
                nodes = 1
                exclusive = true
                time = 08:00:00

                [[study]]
                name = "tea"
                cluster = "hpc"
                description = "Tea."
                claude_md_path = "study.md"
                context = "study text"
                sprints_dir = "/scratch/tea"
                claude_command = "claude-study"
                max_sprint_duration_hours = 1.5
                red_team_max_rounds = 0
                allow_loop = false
                [study.job_options]
                mem = ""

                [slack]
                bot_token = "xoxb"
                signing_secret = "sign"
                channel_id = "C1"
                allowed_user_ids = ["U1", "U2"]
                restrict_to_channel = true

                [ntfy]
                url = "https://ntfy.example.org"
                topic = "lab"

                [dashboard]
                enabled = false
                host = "127.0.0.1"
                port = 9000
                password_hash = "$2b$12$abc"
                """);

        Path directory = project.directory();
        assertThat(configuration.warnings()).singleElement().satisfies(warning -> assertThat(warning.key())
                .isEqualTo("cluster.hpc.key_path"));
        assertThat(configuration.dbPath()).isEqualTo(directory.resolve("data/rl.db"));
        assertThat(configuration.artifactDir()).isEqualTo(Path.of("/srv/artifacts"));
        assertThat(configuration.sharedSecret()).isEqualTo(new Secret("s3cret"));
        assertThat(configuration.orchestratorUrl()).isEqualTo("https://rl.example.org");
        assertThat(configuration.claudeCommand()).isEqualTo("claude-global");
        assertThat(configuration.context())
                .isEqualTo(new ContextSource("global text", List.of(directory.resolve("global.md"))));
        assertThat(configuration.clusters())
                .containsExactly(new ClusterConfig(
                        "hpc",
                        "login.example.org",
                        2222,
                        "ada",
                        project.home().resolve(".ssh/id"),
                        SchedulerType.SGE,
                        TransportType.SSH,
                        "/scratch/ada",
                        7,
                        "claude-cluster",
                        new ContextSource("cluster text", List.of(directory.resolve("cluster.md"))),
                        Map.of("ANTHROPIC_API_KEY", new Secret("sk-1"), "THREADS", new Secret("4")),
                        Map.of("mem", "8G", "nodes", "1", "exclusive", "true", "time", "08:00:00"),
                        null,
                        null,
                        null,
                        8,
                        List.of(),
                        List.of(),
                        null,
                        Duration.ofSeconds(30),
                        null,
                        new AgentOptions(null, null, null, null, null, null, null, null)));
        assertThat(configuration.studies())
                .containsExactly(new StudyConfig(
                        "tea",
                        "hpc",
                        "Tea.",
                        directory.resolve("study.md"),
                        "study text",
                        "/scratch/tea",
                        "claude-study",
                        Duration.ofMinutes(90),
                        0,
                        false,
                        Map.of("mem", ""),
                        AgentType.CLAUDE,
                        null,
                        null,
                        null,
                        null,
                        Budget.UNLIMITED,
                        5,
                        null,
                        Duration.ofMinutes(20)));
        assertThat(configuration.slack())
                .isEqualTo(new SlackConfig(
                        new Secret("xoxb"),
                        new Secret("sign"),
                        null,
                        "C1",
                        Set.of("U1", "U2"),
                        true,
                        ConversationConfig.DEFAULT,
                        null));
        assertThat(configuration.ntfy()).isEqualTo(new NtfyConfig("https://ntfy.example.org", "lab", null));
        assertThat(configuration.dashboard())
                .isEqualTo(new DashboardConfig(false, "127.0.0.1", 9000, new Secret("$2b$12$abc"), null));
    }

    @Test
    void contextPathsAndAllowedUsersAreAStringOrAList() {
        project.write("a.md", "a");
        Path a = project.directory().resolve("a.md");

        assertThat(project.load("context_paths = \"a.md\"").context().files()).containsExactly(a);
        assertThat(project.load("context_paths = [\"a.md\", \"./a.md\"]")
                        .context()
                        .files())
                .containsExactly(a, a);
        assertThat(project.load("[slack]\nallowed_user_ids = \"U1\"").slack().allowedUserIds())
                .containsExactly("U1");
    }

    @Test
    void aFileOfContextThatIsNotThereIsLeftOut() {
        Configuration configuration = project.load("""
                context_paths = ["gone.md"]
                [[cluster]]
                name = "here"
                scheduler_type = "local"
                [[study]]
                name = "tea"
                cluster = "here"
                claude_md_path = "./studies/tea/CLAUDE.md"
                """);

        assertThat(configuration.context().files()).isEmpty();
        assertThat(configuration.studies().get(0).claudeMdPath()).isNull();
        assertThat(configuration.warnings())
                .extracting(Project::line, Fault::key)
                .containsExactly(tuple(1, "context_paths[0]"), tuple(8, "study.tea.claude_md_path"));
        assertThat(configuration.warnings().get(1).message()).contains("there is no file", "studies/tea/CLAUDE.md");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("variables")
    void theEnvironmentWinsOverTheFile(
            String variable, String value, Function<Configuration, Object> read, Object read0) {
        Configuration configuration = project.load("""
                shared_secret = "file"
                orchestrator_url = "http://file"
                db_path = "file"
                artifact_dir = "file"
                [slack]
                bot_token = "file"
                signing_secret = "file"
                channel_id = "file"
                allowed_user_ids = "file"
                api_url = "http://file"
                [ntfy]
                url = "http://file"
                topic = "file"
                [dashboard]
                host = "file"
                port = 1
                password_hash = "file"
                """, Map.of(variable, value));

        assertThat(read.apply(configuration)).isEqualTo(read0);
    }

    static Stream<Arguments> variables() {
        return Stream.of(
                row("SHARED_SECRET", "e", Configuration::sharedSecret, new Secret("e")),
                row("ORCHESTRATOR_URL", "https://e/", Configuration::orchestratorUrl, "https://e"),
                row("DB_PATH", "/e/rl.db", Configuration::dbPath, Path.of("/e/rl.db")),
                row("ARTIFACT_DIR", "/e", Configuration::artifactDir, Path.of("/e")),
                row("SLACK_BOT_TOKEN", "e", c -> c.slack().botToken(), new Secret("e")),
                row("SLACK_SIGNING_SECRET", "e", c -> c.slack().signingSecret(), new Secret("e")),
                row("SLACK_APP_TOKEN", "e", c -> c.slack().appToken(), new Secret("e")),
                row("SLACK_CHANNEL_ID", "e", c -> c.slack().channelId(), "e"),
                row("SLACK_ALLOWED_USER_IDS", "U1, U2,", c -> c.slack().allowedUserIds(), Set.of("U1", "U2")),
                row("SLACK_API_URL", "http://e/api/", c -> c.slack().apiUrl(), "http://e/api"),
                row("NTFY_URL", "http://e", c -> c.ntfy().url(), "http://e"),
                row("NTFY_TOPIC", "e", c -> c.ntfy().topic(), "e"),
                row("DASHBOARD_PASSWORD", "e", c -> c.dashboard().password(), new Secret("e")),
                row("DASHBOARD_PASSWORD_HASH", "e", c -> c.dashboard().passwordHash(), new Secret("e")),
                row("DASHBOARD_PORT", "81", c -> c.dashboard().port(), 81),
                row("DASHBOARD_HOST", "::1", c -> c.dashboard().host(), "::1"));
    }

    private static Arguments row(String variable, String value, Function<Configuration, Object> read, Object expected) {
        return Arguments.of("RESEARCHLOOP_" + variable, value, read, expected);
    }

    @Test
    void aPasswordFromTheEnvironmentReplacesTheHashOfTheFile() {
        DashboardConfig dashboard = project.load(
                        "[dashboard]\npassword_hash = \"old\"", Map.of("RESEARCHLOOP_DASHBOARD_PASSWORD", "new"))
                .dashboard();

        assertThat(dashboard.passwordHash()).isNull();
        assertThat(dashboard.password()).isEqualTo(new Secret("new"));
    }

    @Test
    void aShortPasswordIsTakenWithAWarningAndOneThatWouldBeCutIsRefused() {
        Configuration configuration = project.load("", Map.of("RESEARCHLOOP_DASHBOARD_PASSWORD", "tea"));

        assertThat(configuration.dashboard().password()).isEqualTo(new Secret("tea"));
        assertThat(configuration.warnings()).extracting(Fault::key).contains("RESEARCHLOOP_DASHBOARD_PASSWORD");
        assertThatThrownBy(() -> project.load("", Map.of("RESEARCHLOOP_DASHBOARD_PASSWORD", "é".repeat(37))))
                .hasMessageContaining("RESEARCHLOOP_DASHBOARD_PASSWORD: may have at most 72 bytes");
    }

    @Test
    void anEmptyVariableOrKeyCountsAsNotSet() {
        Configuration configuration = project.load(
                "shared_secret = \"file\"\norchestrator_url = \"\"", Map.of("RESEARCHLOOP_SHARED_SECRET", ""));

        assertThat(configuration.sharedSecret()).isEqualTo(new Secret("file"));
        assertThat(configuration.orchestratorUrl()).isNull();
    }
}
