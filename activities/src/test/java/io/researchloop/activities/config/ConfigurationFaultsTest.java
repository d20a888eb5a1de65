package io.researchloop.activities.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigurationFaultsTest {
    private final Project project;

    ConfigurationFaultsTest(@TempDir Path root) {
        project = new Project(root);
    }

    @Test
    void everyFaultIsToldAtOnceInTheOrderOfTheFile() {
        List<Fault> faults = project.faults("""
                orchestrator_url = "rl.example.org"
                context_paths = ["."]
                [[cluster]]
                name = "hpc"
                scheduler_type = "slrum"
                port = 70000
                [[study]]
                name = "tea"
                cluster = "hcp"
                max_sprint_duration_hours = "8"
                """);

        assertThat(faults)
                .extracting(Project::line, Fault::key)
                .containsExactly(
                        tuple(1, "orchestrator_url"),
                        tuple(2, "context_paths[0]"),
                        tuple(5, "cluster.hpc.scheduler_type"),
                        tuple(6, "cluster.hpc.port"),
                        tuple(9, "study.tea.cluster"),
                        tuple(10, "study.tea.max_sprint_duration_hours"));
        assertThat(faults.get(2).message())
                .contains("slurm, sge, pbs, lsf, local")
                .contains("did you mean \"slurm\"?");
        assertThat(faults.get(4).message()).contains("did you mean \"hpc\"?");
        assertThat(faults.get(5).message()).contains("a number").contains("not a string");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    db_path = 3                                     | a string in quotes, not an integer
                    context = ['a']                                 | not a list
                    max_artifact_mb = 1.5                           | an integer from 1
                    max_artifact_mb = 0                             | an integer from 1
                    orchestrator_url = 'ftp://x'                    | absolute address
                    orchestrator_url = 'https://'                   | absolute address
                    orchestrator_url = 'https://x/?a=1'             | absolute address
                    claude_command = "a\\nb"                        | one line
                    context_paths = [1]                             | a string, or a list of strings
                    context_paths = ['.']                           | not a readable file
                    prompts_dir = 'nowhere'                         | there is no directory
                    max_cost_usd = nan                              | greater than 0
                    max_cost_usd = -1                               | greater than 0
                    max_cost_usd = '1'                              | not a string
                    max_attempts = 0                                | an integer from 1
                    stuck_minutes = -1                              | an integer from 0
                    idea_minutes = 0                                | greater than 0
                    agent = 'cladue'                                | did you mean "claude"?
                    agent_script = 'gone'                           | there is no file
                    cluster = 1                                     | write [[cluster]]
                    cluster = [1]                                   | expected a table
                    cluster = {name = 'x'}                          | double brackets
                    cluster = [{scheduler_type = 'local'}]          | is missing
                    cluster = [{name = '', scheduler_type='local'}] | is missing
                    cluster = [{name = '../x', scheduler_type='local'}] | begins with a letter
                    cluster = [{name = 'x'}]                        | slurm
                    cluster = [{name = 'x', scheduler_type='local', environment={'A B'='x'}}] | variable's name
                    cluster = [{name = 'x', scheduler_type='local', environment={A=['x']}}]   | not a list
                    cluster = [{name = 'x', scheduler_type='local', environment={A="x\\ny"}}] | one line
                    cluster = [{name = 'x', scheduler_type='local', job_options={'a;b'='x'}}] | option's name
                    cluster = [{name = 'x', scheduler_type='local', job_options={a="x\\n"}}]  | one line
                    cluster = [{name = 'x', scheduler_type='local', job_options='a'}]         | expected a table
                    cluster = [{name = 'x', scheduler_type='local', host='-oProxy'}]          | a host name
                    cluster = [{name = 'x', scheduler_type='local', user='a b'}]              | a user name
                    cluster = [{name = 'x', scheduler_type='local', proxy_jump='a b'}]        | without spaces
                    cluster = [{name = 'x', scheduler_type='local', poll_interval=0}]         | greater than 0
                    cluster = [{name = 'x', scheduler_type='local', working_dir='~ada/x'}]    | write the path out
                    cluster = [{name = 'x', scheduler_type='local', max_concurrent_jobs=0}]   | an integer from 1
                    study = [{name = 'x'}]                          | the name of a [[cluster]]
                    study = [{name = 'x', cluster = 'y'}]           | no [[cluster]] at all
                    slack = 1                                       | write [slack]
                    slack.restrict_to_channel = 'yes'               | true or false
                    ntfy.topic = 'a/b'                              | a name
                    dashboard.port = 0                              | an integer from 1 to 65535
                    dashboard.host = 'http://x'                     | without a scheme
                    temporal.mode = 'memory'                        | in-memory
                    temporal.mode = 'external'                      | needs target
                    temporal.target = 'http://x:1'                  | host:port
                    temporal.binary = 'gone'                        | there is no file
                    notifications.events = ['finished']             | expected one of
                    """)
    void whatIsWrongIsToldWithWhatWasExpected(String toml, String expected) {
        assertThat(project.faults(toml)).isNotEmpty().anySatisfy(fault -> {
            assertThat(fault.message()).contains(expected);
            assertThat(Project.line(fault)).isEqualTo(1);
        });
    }

    @Test
    void aRemoteClusterNeedsItsHostAndDirectory() {
        assertThat(project.faults("[[cluster]]\nname = \"hpc\"\nscheduler_type = \"sge\""))
                .extracting(Fault::key)
                .containsExactlyInAnyOrder("cluster.hpc.host", "cluster.hpc.working_dir");
    }

    @Test
    void aNameIsTakenOnceOnly() {
        assertThat(project.faults(Project.CLUSTER + Project.CLUSTER))
                .singleElement()
                .satisfies(fault -> assertThat(fault.message()).isEqualTo("is already the name of the one in line 1"));
    }

    @Test
    void theScriptedAgentNeedsItsScript() {
        String study = "[[study]]\nname = \"tea\"\ncluster = \"here\"\nagent = \"scripted\"";

        assertThat(project.faults(Project.CLUSTER + study)).singleElement().satisfies(fault -> {
            assertThat(fault.key()).isEqualTo("study.tea.agent");
            assertThat(fault.message()).contains("agent_script");
        });
    }

    @Test
    void unknownKeysAreWarningsWithTheNearestKnownOne() {
        Configuration configuration = project.load("""
                artefact_dir = "x"
                [[cluster]]
                name = "here"
                scheduler_type = "local"
                max_concurent_jobs = 2
                topic = "x"
                shared_secret = "x"
                [[studies]]
                xyzzy = 1
                """);

        assertThat(configuration.warnings().stream().map(Fault::toString))
                .satisfiesExactly(
                        warning -> assertThat(warning).startsWith("study: there is no [[study]]"),
                        warning -> assertThat(warning)
                                .contains(".toml:1:1: artefact_dir: ")
                                .contains("\"artifact_dir\"?"),
                        warning -> assertThat(warning)
                                .contains(":5:1: ")
                                .contains("did you mean \"max_concurrent_jobs\"?"),
                        warning -> assertThat(warning).contains(":6:1: ").contains("it belongs under [ntfy]"),
                        warning -> assertThat(warning).contains(":7:1: ").contains("at the top of the file"),
                        warning -> assertThat(warning).contains(":8:1: ").contains("is not a known key"));
    }

    @Test
    void aFaultInTheEnvironmentNamesTheVariable() {
        assertThat(project.faults("", Map.of("RESEARCHLOOP_DASHBOARD_PORT", "eighty")))
                .containsExactly(new Fault(
                        null,
                        "RESEARCHLOOP_DASHBOARD_PORT",
                        "expected an integer from 1 to 65535, not what it is set to"));
    }

    @Test
    void aMisspeltVariableIsAWarningButOthersOfOursAreNot() {
        Configuration configuration =
                project.load(Project.CLUSTER, Map.of("RESEARCHLOOP_DB_PAHT", "x", "RESEARCHLOOP_WEBHOOK_TOKEN", "x"));

        assertThat(configuration.warnings())
                .extracting(Fault::key)
                .containsExactlyInAnyOrder("RESEARCHLOOP_DB_PAHT", "study");
    }

    @Test
    void noSecretIsEverPrinted() {
        Configuration configuration = project.load("""
                shared_secret = "hush-1"
                [[cluster]]
                name = "here"
                scheduler_type = "local"
                environment = {KEY = "hush-2"}
                [slack]
                bot_token = "hush-3"
                signing_secret = "hush-4"
                [ntfy]
                token = "hush-5"
                """, Map.of("RESEARCHLOOP_DASHBOARD_PASSWORD", "hush-6"));

        assertThat(configuration.toString()).contains("***").doesNotContain("hush");
    }

    @Test
    void noSecretIsPrintedByAFault() {
        String faults = project.faults("shared_secret = \"hush\\n\"\n[slack]\nbot_token = [\"hush\"]", Map.of())
                .toString();

        assertThat(faults).contains("shared_secret", "slack.bot_token").doesNotContain("hush");
    }

    @Test
    void brokenSyntaxIsToldWithItsLine() {
        assertThat(project.faults("db_path = \"x\"\nport = \n[[cluster]\n"))
                .extracting(Project::line)
                .containsExactly(2, 3);
    }

    @Test
    void bytesThatAreNotUtf8AreToldWithTheirLine() throws IOException {
        Path file = project.directory().resolve(ConfigurationLoader.FILE_NAME);
        Files.write(file, "db_path = \"x\"\ncontext = \"é\"".getBytes(StandardCharsets.ISO_8859_1));

        assertThatThrownBy(
                        () -> ConfigurationLoader.load(Optional.empty(), Map.of(), project.directory(), project.home()))
                .isInstanceOf(ConfigurationFaults.class)
                .hasMessageContaining(file + ":2:12: is not UTF-8");
    }

    @Test
    void aByteOrderMarkAndWindowsLineEndsAreNoFault() {
        Configuration configuration = project.load("\uFEFF# ours\r\nshared_secret = \"x\"\r\n");

        assertThat(configuration.sharedSecret()).isEqualTo(new Secret("x"));
    }

    @Test
    void bracketsNestedWithoutEndAreAFault() {
        assertThat(project.faults("a = " + "[".repeat(200_000))).singleElement().satisfies(fault -> {
            assertThat(fault.message()).contains("nested too deep");
            assertThat(fault.place()).isNotNull();
        });
    }
}
