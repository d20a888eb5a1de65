package io.researchloop.activities.inspection;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.researchloop.activities.cluster.FirstContact;
import io.researchloop.activities.config.ClusterConfig;
import io.researchloop.activities.config.ConfigurationLoader;
import io.researchloop.activities.inspection.Finding.Status;
import io.researchloop.activities.transport.ClusterUnavailable;
import io.researchloop.activities.transport.HostKeyRefused;
import io.researchloop.activities.transport.LoginRefused;
import io.researchloop.activities.transport.RemoteShell;
import io.researchloop.activities.transport.ShellCommand;
import io.researchloop.activities.transport.ShellResult;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each link by a real bash, on nodes with the programs that the test gives them. */
class LinksTest {
    @TempDir
    Path node;

    @TempDir
    Path project;

    @Test
    void namesTheToolsThatAreMissing() throws Exception {
        NodeShell shell = new NodeShell(node).hasOnly("bash", "grep", "date", "stat", "df", "sort", "tail", "uname");

        Finding finding = ShellLinks.shell(shell, cluster("scheduler_type = \"local\""));

        assertThat(finding.status()).isEqualTo(Status.FAILED);
        assertThat(finding.detail()).startsWith("flock timeout sha256sum mktemp setsid is not on the PATH");
        assertThat(finding.fix()).contains("util-linux");
    }

    @Test
    void aWorkingDirectoryIsMadeAndMeasured() throws Exception {
        Path directory = node.resolve("a \"new\" $dir");

        Finding finding = ShellLinks.directory(new NodeShell(node), directory.toString());

        assertThat(finding.status()).as(finding.toString()).isEqualTo(Status.OK);
        assertThat(finding.detail()).startsWith(directory.toString()).matches(".*, [0-9.]+ (GB|TB) free");
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void aWorkingDirectoryThatCannotBeWrittenSaysWhy() throws Exception {
        Path file = Files.writeString(node.resolve("file"), "in the way");

        Finding finding = ShellLinks.directory(new NodeShell(node), file + "/below");

        assertThat(finding.status()).isEqualTo(Status.FAILED);
        assertThat(finding.detail()).contains("Not a directory");
    }

    @ParameterizedTest
    @CsvSource({
        "'2000000000 500000 exec', OK, '/w, 1.9 TB free'",
        "'52428800 0 exec', OK, '/w, 50 GB free'",
        "'52428800 - exec', OK, '/w, 50 GB free'",
        "'524288 500000 exec', WARNING, '/w, 512 MB free'",
        "'52428800 12 exec', WARNING, '/w, 50 GB free, but room for only 12 more files'",
        "'52428800 500000 noexec', WARNING, '/w, 50 GB free, but no program may start there (noexec)'",
    })
    void readsTheFreeSpace(String answer, Status status, String detail) {
        Finding finding = ShellLinks.parseDirectory("/w", new ShellResult(0, answer + "\n", ""));

        assertThat(finding.status()).isEqualTo(status);
        assertThat(finding.detail()).isEqualTo(detail);
    }

    @ParameterizedTest
    @CsvSource({"0, OK", "4, OK", "-4, OK", "90, WARNING", "-90, WARNING"})
    void measuresTheClock(long off, Status status) {
        Instant before = Instant.parse("2026-11-26T12:00:00.900Z");
        ShellResult answer = new ShellResult(0, before.plusSeconds(off).getEpochSecond() + "\n", "");

        Finding finding = ShellLinks.parseClock(answer, before, before.plusMillis(300));

        assertThat(finding.status()).isEqualTo(status);
        if (status == Status.WARNING) {
            assertThat(finding.detail()).contains(off > 0 ? "s ahead of" : "s behind");
        }
    }

    @Test
    void thisMachinesClockIsThisMachinesClock() throws Exception {
        assertThat(ShellLinks.clock(new NodeShell(node), Clock.systemUTC()).status())
                .isEqualTo(Status.OK);
    }

    @Test
    void slurmSaysItsVersionAndThatThePartitionIsUp() throws Exception {
        assertThat(slurm("gpu")).isEqualTo(Finding.ok(Link.SCHEDULER, "slurm 23.11.4, partition gpu up"));
        assertThat(slurm("down").status()).isEqualTo(Status.WARNING);
        assertThat(slurm("gpus").detail()).isEqualTo("slurm 23.11.4 has no partition gpus");
    }

    @Test
    void slurmWithoutAccountingIsAWarning() throws Exception {
        NodeShell shell = slurmNode().has("sacct", "echo 'Slurm accounting storage is disabled' >&2; exit 1");

        Finding finding = SchedulerLink.look(shell, cluster("scheduler_type = \"slurm\"\ntransport = \"local\""));

        assertThat(finding.status()).isEqualTo(Status.WARNING);
        assertThat(finding.detail()).contains("Slurm accounting storage is disabled");
    }

    @Test
    void slurmThatDoesNotAnswerSaysWhatItSays() throws Exception {
        NodeShell shell = slurmNode()
                .has("sinfo", "echo 'slurm_load_partitions: Unable to contact slurm controller' >&2; exit 1");

        Finding finding = SchedulerLink.look(shell, cluster("scheduler_type = \"slurm\"\ntransport = \"local\""));

        assertThat(finding.status()).isEqualTo(Status.FAILED);
        assertThat(finding.detail()).contains("Unable to contact slurm controller");
    }

    @Test
    void commandsThatAreNotOnThePathAreNamed() throws Exception {
        NodeShell shell = new NodeShell(node)
                .hasOnly("id", "timeout")
                .has("qstat", "exit 0")
                .has("qdel", "exit 0");

        Finding finding = SchedulerLink.look(shell, cluster("scheduler_type = \"sge\"\ntransport = \"local\""));

        assertThat(finding.status()).isEqualTo(Status.FAILED);
        assertThat(finding.detail()).startsWith("qsub, qacct is not on the PATH");
    }

    @Test
    void gridEngineSaysItsVersion() throws Exception {
        NodeShell shell = new NodeShell(node)
                .has("qsub", "exit 0")
                .has("qdel", "exit 0")
                .has("qacct", "exit 0")
                .has("qconf", "[ \"$2\" = all.q ]")
                .has("qstat", "[ \"$1\" != -help ] || echo 'SGE 8.1.9'");
        String head = "scheduler_type = \"sge\"\ntransport = \"local\"\n[cluster.job_options]\n";

        assertThat(SchedulerLink.look(shell, cluster(head + "q = \"all.q@node1\"")))
                .isEqualTo(Finding.ok(Link.SCHEDULER, "SGE 8.1.9, queue all.q up"));
        assertThat(SchedulerLink.look(shell, cluster(head + "queue = \"none.q\""))
                        .detail())
                .isEqualTo("SGE 8.1.9 has no queue none.q");
    }

    @Test
    void theAgentIsAskedAsAJobWouldStartIt() throws Exception {
        NodeShell shell = new NodeShell(node);
        Path modules = Files.createDirectories(node.resolve("modules"));
        new NodeShell(modules).has("claude", "echo '2.1.330 (Claude Code)'");
        ClusterConfig cluster = cluster("setup = [\"PATH=" + modules + ":$PATH\"]\n[cluster.environment]\n"
                + "ANTHROPIC_API_KEY = \"it's a $key\"\nIS_SANDBOX = \"1\"");

        Finding finding = AgentLink.look(shell, cluster, List.of("claude --dangerously-skip-permissions"));

        assertThat(finding)
                .isEqualTo(Finding.ok(Link.AGENT, "2.1.330 (Claude Code), signed in with ANTHROPIC_API_KEY"));
    }

    @Test
    void anAgentIsMissingBrokenOrNotSignedIn() throws Exception {
        NodeShell shell = new NodeShell(node)
                .has("broken", "echo 'node: not found' >&2; exit 127")
                .has("claude", "echo 2.1.330");
        ClusterConfig cluster = cluster("");

        assertThat(AgentLink.look(shell, cluster, List.of("nobody")).detail()).startsWith("nobody is not on the PATH");
        assertThat(AgentLink.look(shell, cluster, List.of("broken")).detail())
                .contains("does not start: exit code 127, node: not found");
        assertThat(AgentLink.look(shell, cluster, List.of("claude")).detail()).isEqualTo("2.1.330, not signed in");
        assertThat(AgentLink.look(shell, cluster, List.of("claude")).fix()).contains("CLAUDE_CODE_OAUTH_TOKEN");
    }

    @Test
    void aCredentialsFileIsASignIn() throws Exception {
        NodeShell shell = new NodeShell(node).has("claude", "echo 2.1.330");
        Files.createDirectories(node.resolve("home/.claude"));
        Files.writeString(node.resolve("home/.claude/.credentials.json"), "{}");

        assertThat(AgentLink.look(shell, cluster(""), List.of("A=b claude --model x"))
                        .status())
                .isEqualTo(Status.OK);
    }

    @Test
    void rootIsToldThatTheAgentRefusesIt() {
        Answer root =
                Answer.of(new ShellResult(0, "rl root yes\nrl path /bin/claude\nrl version 2.1\nrl signed in\n", ""));

        assertThat(AgentLink.read("claude --dangerously-skip-permissions", root).fix())
                .contains("IS_SANDBOX");
        assertThat(AgentLink.read("claude", root).status()).isEqualTo(Status.OK);
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void theCallbackIsTriedWithCurlOrWithBashAlone(boolean curl) throws Exception {
        NodeShell shell = new NodeShell(node);
        if (!curl) {
            shell.hasOnly("bash", "timeout", "tail");
        }
        try (Health health = new Health("{\"status\":\"UP\"}");
                Health other = new Health("It works!")) {
            assertThat(CallbackLink.look(shell, Optional.of(health.url())))
                    .isEqualTo(Finding.ok(Link.CALLBACK, health.url() + " answers from the login node"));
            assertThat(CallbackLink.look(shell, Optional.of(other.url())).detail())
                    .contains("not like this server");
        }
        Finding closed = CallbackLink.look(shell, Optional.of("http://127.0.0.1:" + closedPort()));
        assertThat(closed.status()).isEqualTo(Status.WARNING);
        assertThat(closed.detail()).contains("does not answer from the login node");
        assertThat(CallbackLink.look(shell, Optional.empty()).status()).isEqualTo(Status.OK);
    }

    @Test
    void aPortThatDoesNotOpenBreaksTheNetworkAndNothingElseIsTried() throws Exception {
        int port = closedPort();

        List<Finding> findings = connect(port, new ClusterUnavailable("connect timed out"), Optional.empty());

        assertThat(findings)
                .extracting(Finding::status)
                .containsExactly(Status.FAILED, Status.NOT_TRIED, Status.NOT_TRIED);
        assertThat(findings.get(0).detail()).startsWith("127.0.0.1:" + port + " does not open: Connection refused");
        assertThat(findings.get(0).fix()).contains("ssh -p " + port + " 127.0.0.1", "proxy_jump");
    }

    @Test
    void aRefusedHostKeyAndARefusedLoginAreToldApart() throws Exception {
        try (ServerSocket open = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            int port = open.getLocalPort();
            List<Finding> key = connect(port, new HostKeyRefused("ED25519 SHA256:abc is not known"), Optional.empty());
            List<Finding> login = connect(port, new LoginRefused("no key is taken"), Optional.empty());
            List<Finding> odd = connect(port, new ClusterUnavailable("closed at once"), Optional.empty());

            assertThat(key).extracting(Finding::status).containsExactly(Status.OK, Status.FAILED, Status.NOT_TRIED);
            assertThat(key.get(1).fix()).contains("cluster check -n site --accept-host-key");
            assertThat(login).extracting(Finding::status).containsExactly(Status.OK, Status.OK, Status.FAILED);
            assertThat(odd)
                    .extracting(Finding::status)
                    .containsExactly(Status.FAILED, Status.NOT_TRIED, Status.NOT_TRIED);
            assertThat(odd.get(0).detail()).contains("no SSH session comes about: closed at once");
        }
    }

    @Test
    void anAcceptedHostKeyIsShownWithItsFingerprint() throws Exception {
        List<Finding> findings = connect(closedPort(), null, Optional.of(cluster -> Optional.of("SHA256:abc")));

        assertThat(findings).extracting(Finding::status).containsOnly(Status.OK);
        assertThat(findings.get(0).detail()).isEqualTo("reached by way of the SSH configuration");
        assertThat(findings.get(1).detail()).isEqualTo("accepted now, SHA256:abc");
    }

    @Test
    void aConnectionThatAPersonHasToOpenIsAskedForAndNothingIsTakenForTried() throws Exception {
        LoginRefused end = new LoginRefused("run: researchloop cluster login site");

        List<Finding> findings = connect(closedPort(), end, Optional.empty(), "transport = \"openssh\"");

        assertThat(findings)
                .extracting(Finding::status)
                .containsExactly(Status.WARNING, Status.NOT_TRIED, Status.FAILED);
        assertThat(findings.get(2).detail()).contains("researchloop cluster login site");
    }

    private List<Finding> connect(int port, @Nullable RuntimeException end, Optional<FirstContact> acceptance)
            throws Exception {
        return connect(port, end, acceptance, "");
    }

    private List<Finding> connect(
            int port, @Nullable RuntimeException end, Optional<FirstContact> acceptance, String line) throws Exception {
        ClusterConfig cluster =
                cluster("scheduler_type = \"slurm\"\nhost = \"127.0.0.1\"\nport = " + port + "\n" + line);
        RemoteShell shell = (RemoteShell) Proxy.newProxyInstance(
                RemoteShell.class.getClassLoader(), new Class<?>[] {RemoteShell.class}, (proxy, method, arguments) -> {
                    assertThat(method.getName()).isEqualTo("run");
                    assertThat(((ShellCommand) arguments[0]).argv()).containsExactly("true");
                    if (end != null) {
                        throw end;
                    }
                    return new ShellResult(0, "", "");
                });
        List<Finding> seen = new ArrayList<>();
        Findings findings = new Findings(List.of(Link.NETWORK, Link.HOST_KEY, Link.SIGN_IN), list -> seen.addAll(list));
        boolean reached = new ConnectionLinks(cluster, shell, acceptance).look(findings);
        assertThat(reached).isEqualTo(end == null);
        assertThat(seen).anyMatch(finding -> finding.status() == Status.LOOKING);
        assertThat(findings.list()).noneMatch(finding -> finding.status() == Status.LOOKING);
        return findings.list();
    }

    private NodeShell slurmNode() {
        return new NodeShell(node)
                .has("sbatch", "echo 'slurm 23.11.4'")
                .has("squeue", "exit 0")
                .has("scancel", "exit 0")
                .has("sacct", "exit 0")
                .has("sinfo", "printf 'cpu up\\ngpu up\\ndown inact\\n'");
    }

    private Finding slurm(String partition) throws Exception {
        return SchedulerLink.look(
                slurmNode(),
                cluster("scheduler_type = \"slurm\"\ntransport = \"local\"\n[cluster.job_options]\npartition = \""
                        + partition + "\""));
    }

    private ClusterConfig cluster(String lines) throws Exception {
        String scheduler = lines.contains("scheduler_type") ? "" : "scheduler_type = \"local\"\n";
        Path file = Files.writeString(
                project.resolve("researchloop.toml"),
                "[[cluster]]\nname = \"site\"\nworking_dir = \"/w\"\n" + scheduler + lines);
        return ConfigurationLoader.load(Optional.of(file), Map.of(), project, project)
                .clusters()
                .get(0);
    }

    private static int closedPort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** A web server with one answer. */
    private static final class Health implements AutoCloseable {
        private final HttpServer server;

        Health(String body) throws Exception {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/actuator/health", exchange -> {
                byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, bytes.length);
                exchange.getResponseBody().write(bytes);
                exchange.close();
            });
            server.start();
        }

        String url() {
            return "http://127.0.0.1:" + server.getAddress().getPort();
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }
}
