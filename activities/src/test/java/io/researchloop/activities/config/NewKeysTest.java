package io.researchloop.activities.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NewKeysTest {
    private final Project project;

    NewKeysTest(@TempDir Path root) {
        project = new Project(root);
    }

    @Test
    void aLocalClusterNeedsNothingButItsNameAndType() {
        ClusterConfig cluster = project.load(Project.CLUSTER).clusters().get(0);

        assertThat(cluster.transport()).isEqualTo(TransportType.LOCAL);
        assertThat(cluster.host()).isNull();
        assertThat(cluster.workingDir())
                .isEqualTo(project.directory().resolve("sprints").toString());
        assertThat(cluster.pollInterval()).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void localDirectoriesAreRelativeToTheFileAndRemoteOnesToTheHomeThere() {
        Configuration configuration = project.load("""
                [[cluster]]
                name = "here"
                scheduler_type = "local"
                working_dir = "work"
                [[cluster]]
                name = "there"
                scheduler_type = "slurm"
                host = "login"
                working_dir = "./work/"
                [[study]]
                name = "a"
                cluster = "here"
                [[study]]
                name = "b"
                cluster = "there"
                """);

        assertThat(configuration.study("a").orElseThrow().sprintsDir())
                .isEqualTo(project.directory().resolve("work/a").toString());
        assertThat(configuration.study("b").orElseThrow().sprintsDir()).isEqualTo("~/work/b");
        assertThat(configuration.warnings()).singleElement().satisfies(warning -> assertThat(warning.message())
                .contains("relative to the home directory on the cluster"));
    }

    @Test
    void theEnvironmentNamesTheTemporalServer() {
        TemporalConfig temporal = project.load(
                        "[temporal]\ntarget = \"file:7233\"",
                        Map.of(
                                "RESEARCHLOOP_TEMPORAL_TARGET", "temporal:7233",
                                "RESEARCHLOOP_TEMPORAL_NAMESPACE", "research"))
                .temporal();

        assertThat(temporal.target()).isEqualTo("temporal:7233");
        assertThat(temporal.namespace()).isEqualTo("research");
    }

    @Test
    void clusterKeysOfTheSecondVersionAreRead() {
        ClusterConfig cluster = project.load("""
                        [[cluster]]
                        name = "hpc"
                        scheduler_type = "slurm"
                        transport = "local"
                        working_dir = "/scratch"
                        known_hosts = "~/.ssh/lab_hosts"
                        proxy_jump = "ada@gate:2222,inner"
                        setup = ["module load java", "ulimit -c 0"]
                        java = "/opt/java/bin/java"
                        poll_interval = 120
                        """).clusters().get(0);

        assertThat(cluster.transport()).isEqualTo(TransportType.LOCAL);
        assertThat(cluster.knownHosts()).isEqualTo(project.home().resolve(".ssh/lab_hosts"));
        assertThat(cluster.proxyJump()).isEqualTo("ada@gate:2222,inner");
        assertThat(cluster.setup()).containsExactly("module load java", "ulimit -c 0");
        assertThat(cluster.java()).isEqualTo("/opt/java/bin/java");
        assertThat(cluster.pollInterval()).isEqualTo(Duration.ofMinutes(2));
    }

    @Test
    void agentOptionsComeFromTheStudyElseTheClusterElseTheTop() {
        project.write("steps", "");
        Configuration configuration = project.load("""
                agent_script = "steps"
                agent = "scripted"
                model = "top"
                max_cost_usd = 3
                stuck_minutes = 20
                idea_minutes = 5
                [[cluster]]
                name = "here"
                scheduler_type = "local"
                model = "cluster"
                max_attempts = 2
                [[study]]
                name = "a"
                cluster = "here"
                agent = "claude"
                max_cost_usd = 0.5
                stuck_minutes = 0
                idea_minutes = 0.5
                [[study]]
                name = "b"
                cluster = "here"
                """);
        StudyConfig a = configuration.study("a").orElseThrow();
        StudyConfig b = configuration.study("b").orElseThrow();

        assertThat(a.agent()).isEqualTo(AgentType.CLAUDE);
        assertThat(a.model()).isEqualTo("cluster");
        assertThat(a.maxCostUsd()).isEqualTo(0.5);
        assertThat(a.maxAttempts()).isEqualTo(2);
        assertThat(a.stuckMinutes()).isNull();
        assertThat(a.ideaLimit()).isEqualTo(Duration.ofSeconds(30));
        assertThat(b.agent()).isEqualTo(AgentType.SCRIPTED);
        assertThat(b.agentScript()).isEqualTo(project.directory().resolve("steps"));
        assertThat(b.maxCostUsd()).isEqualTo(3);
        assertThat(b.stuckMinutes()).isEqualTo(20);
        assertThat(b.ideaLimit()).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void aConnectionOfTheSystemsSshIsReadAndWhatItDoesNotUseIsTold() {
        String file = """
                [[cluster]]
                name = "hpc"
                scheduler_type = "slurm"
                transport = "openssh"
                host = "login.example.org"
                working_dir = "scratch"
                """;
        Configuration read = project.load(file, Map.of("RESEARCHLOOP_SSH_PASSPHRASE", "open sesame"));

        assertThat(read.clusters().get(0).transport()).isEqualTo(TransportType.OPENSSH);
        assertThat(read.clusters().get(0).workingDir()).isEqualTo("~/scratch");
        assertThat(read.warnings())
                .anyMatch(warning -> warning.key().equals("RESEARCHLOOP_SSH_PASSPHRASE")
                        && warning.message().contains("cluster login"));
        assertThat(read.warnings().toString()).doesNotContain("sesame");
        assertThat(project.faults(file.replace("host =", "host_key = \"SHA256:" + "A".repeat(43) + "\"\nhost =")))
                .singleElement()
                .satisfies(fault -> assertThat(fault.message()).contains("known_hosts"));
        assertThat(project.faults(file.replace("host =", "# host =")))
                .singleElement()
                .satisfies(fault -> assertThat(fault.key()).isEqualTo("cluster.hpc.host"));
    }

    @Test
    void temporalAndNotificationsAreRead() {
        project.write("temporal", "");
        Configuration configuration = project.load("""
                max_artifact_mb = 2
                prompts_dir = "."
                [temporal]
                mode = "dev-server"
                target = "temporal.example.org:7233"
                namespace = "lab"
                profile = "cloud"
                binary = "temporal"
                port = 7233
                ui_port = 8233
                [notifications]
                events = ["failed", "usage-limited"]
                ntfy = []
                """);

        assertThat(configuration.temporal())
                .isEqualTo(new TemporalConfig(
                        TemporalMode.DEV_SERVER,
                        "temporal.example.org:7233",
                        "lab",
                        "cloud",
                        project.directory().resolve("temporal"),
                        7233,
                        8233));
        assertThat(configuration.notifications().slack())
                .containsExactlyInAnyOrder(NotificationEvent.FAILED, NotificationEvent.USAGE_LIMITED);
        assertThat(configuration.notifications().ntfy()).isEmpty();
        assertThat(configuration.maxArtifactBytes()).isEqualTo(2 * 1024 * 1024);
        assertThat(configuration.promptsDir()).isEqualTo(project.directory());
    }

    @Test
    void conversationsInSlackHaveLimitsAndNoOtherVariablesThanNamed() {
        ConversationConfig talk = project.load("""
                        [slack]
                        conversation = false
                        conversation_days = 7
                        answer_minutes = 0.5
                        answer_cost_usd = 0.25
                        agent_environment = ["AWS_*", "CLAUDE_CODE_USE_BEDROCK"]
                        """).slack().conversation();

        assertThat(talk)
                .isEqualTo(new ConversationConfig(
                        false, 7, Duration.ofSeconds(30), 0.25, List.of("AWS_*", "CLAUDE_CODE_USE_BEDROCK")));
        for (String refused : List.of("*", "AWS *", "R*", "RESEARCHLOOP_*", "RESEARCHLOOP_SHARED_SECRET", "A=B")) {
            assertThat(project.faults("[slack]\nagent_environment = \"" + refused + "\""))
                    .as(refused)
                    .singleElement()
                    .satisfies(fault -> assertThat(fault.toString()).contains("agent_environment", refused));
        }
    }

    @Test
    void byDefaultPeopleAreToldOfEndsAndOfWhatNeedsThem() {
        assertThat(project.load("").notifications().slack())
                .contains(
                        NotificationEvent.COMPLETED,
                        NotificationEvent.FAILED,
                        NotificationEvent.LOOP_NEEDS_APPROVAL,
                        NotificationEvent.BUDGET_80,
                        NotificationEvent.CLUSTER_PAUSED)
                .doesNotContain(NotificationEvent.STARTED, NotificationEvent.CANCELLED);
    }

    @Test
    void aRuleIsForItsStudiesAndLeavesTheRestAsItIs() {
        NotificationsConfig rules = project.load(Project.CLUSTER + """
                        [[study]]
                        name = "a"
                        cluster = "here"
                        [[study]]
                        name = "b"
                        cluster = "here"
                        [[study]]
                        name = "c"
                        cluster = "here"
                        [notifications]
                        events = ["completed", "failed"]
                        [[notifications.rule]]
                        study = ["a", "b"]
                        events = ["failed"]
                        slack = []
                        [[notifications.rule]]
                        study = "c"
                        ntfy = ["started"]
                        """).notifications();

        assertThat(rules.slack("a")).isEmpty();
        assertThat(rules.ntfy("b")).containsExactly(NotificationEvent.FAILED);
        assertThat(rules.slack("c")).containsExactlyInAnyOrder(NotificationEvent.COMPLETED, NotificationEvent.FAILED);
        assertThat(rules.ntfy("c")).containsExactly(NotificationEvent.STARTED);
        assertThat(rules.ntfy(null)).containsExactlyInAnyOrder(NotificationEvent.COMPLETED, NotificationEvent.FAILED);
    }

    @Test
    void whatIsWrongInARuleIsToldWithItsLine() {
        List<Fault> faults = project.faults(Project.CLUSTER + """
                [[study]]
                name = "tea"
                cluster = "here"
                [[notifications.rule]]
                study = "tee"
                [[notifications.rule]]
                events = ["complted"]
                """);

        assertThat(faults)
                .extracting(Fault::key)
                .containsExactly(
                        "notifications.rule[0].study",
                        "notifications.rule[1].study",
                        "notifications.rule[1].events[0]");
        assertThat(faults.get(0).message()).contains("did you mean \"tea\"?");
        assertThat(Project.line(faults.get(0))).isEqualTo(8);
        assertThat(faults.get(2).message()).contains("did you mean \"completed\"?");
    }

    @Test
    void theAgentsCommandComesFromTheStudyElseTheClusterElseTheTop() {
        Configuration configuration = project.load("""
                claude_command = "top"
                [[cluster]]
                name = "plain"
                scheduler_type = "local"
                [[cluster]]
                name = "own"
                scheduler_type = "local"
                claude_command = "cluster"
                [[study]]
                name = "a"
                cluster = "own"
                claude_command = "study"
                [[study]]
                name = "b"
                cluster = "own"
                [[study]]
                name = "c"
                cluster = "plain"
                """);

        assertThat(configuration.studies().stream().map(configuration::claudeCommand))
                .containsExactly("study", "cluster", "top");
    }
}
