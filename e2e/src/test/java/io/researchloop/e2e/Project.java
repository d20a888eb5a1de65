package io.researchloop.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A user's folder with a configuration: one cluster, by default this machine itself, one study, the scripted agent. */
final class Project {
    static final String STUDY = "study";
    static final String SECRET = "the-shared-secret-of-this-test";

    /** Every step notes its begin and its end, so that whatever is done twice shows. */
    static final String MARKED_STEPS = """
            [default]
            run echo "$RESEARCHLOOP_STEP begin $RESEARCHLOOP_ATTEMPT $(date +%%s%%N)" >> work.log
            %s
            run echo "$RESEARCHLOOP_STEP end $RESEARCHLOOP_ATTEMPT $(date +%%s%%N)" >> work.log
            """;

    private final Path directory;
    private final int port = freePort();
    private final Map<String, String> environment = new LinkedHashMap<>(Program.environment());
    private final Map<String, String> clusterEnvironment = new LinkedHashMap<>();
    private final List<String> top = new ArrayList<>();
    private final List<String> study = new ArrayList<>();
    private final List<String> cluster = new ArrayList<>();
    private final List<String> jobBegin = new ArrayList<>();
    private final StringBuilder otherStudies = new StringBuilder();
    private String steps = markedSteps("sleep 50ms");
    private String engine = "dev-server";
    private int jobs = 4;
    private String scheduler = "local";
    private String notices = "";

    Project(Path directory) {
        this.directory = directory;
    }

    static String markedSteps(String between) {
        return MARKED_STEPS.formatted(between);
    }

    /** {@code in-memory} or {@code dev-server}. */
    Project engine(String mode) {
        engine = mode;
        return this;
    }

    /** @param text the scripted agent's file of steps */
    Project steps(String text) {
        steps = text;
        return this;
    }

    Project jobs(int atOnce) {
        jobs = atOnce;
        return this;
    }

    /** A variable of {@code [cluster.environment]}. */
    Project clusterEnvironment(String name, String value) {
        clusterEnvironment.put(name, value);
        return this;
    }

    /** A variable of the server's own process. */
    Project environment(String name, String value) {
        environment.put(name, value);
        return this;
    }

    /** A line of the file's top. */
    Project top(String line) {
        top.add(line);
        return this;
    }

    /** The cluster behind a login node, in place of this machine. */
    Project on(BatchSystem system, LoginNode node, String workingDirectory) {
        scheduler = system.type();
        node.clusterLines().forEach(this::cluster);
        system.clusterLines().forEach(this::cluster);
        return cluster("working_dir = " + quoted(workingDirectory))
                .cluster("java = \"" + Path.of(System.getProperty("java.home"), "bin", "java") + "\"")
                .cluster("poll_interval = 1")
                // No partition of the testbed runs a job for longer than an hour.
                .study("max_sprint_duration_hours = 0.9");
    }

    /** In place of a look each second. */
    Project pollInterval(int seconds) {
        cluster.removeIf(line -> line.startsWith("poll_interval"));
        return cluster("poll_interval = " + seconds);
    }

    /** Text as a basic string of TOML. */
    static String quoted(Object text) {
        return '"' + text.toString().replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /** A line of the cluster. */
    Project cluster(String line) {
        cluster.add(line);
        return this;
    }

    /** A line of bash that every batch script runs before its own first one, as if its node were like that. */
    Project jobBegin(String line) {
        jobBegin.add(line);
        return this;
    }

    /** A line of the study. */
    Project study(String line) {
        study.add(line);
        return this;
    }

    /** @param lines beside its name and cluster */
    Project otherStudy(String name, String lines) {
        otherStudies
                .append("[[study]]\nname = \"")
                .append(name)
                .append("\"\ncluster = \"here\"\n")
                .append(lines)
                .append('\n');
        return this;
    }

    Project notices(NtfyServer server) {
        notices = "[ntfy]\nurl = \"" + server.url() + "\"\ntopic = \"sprints\"\n"
                + "[notifications]\nevents = [\"completed\", \"failed\", \"cancelled\"]\n";
        return this;
    }

    Path directory() {
        return directory;
    }

    int port() {
        return port;
    }

    Map<String, String> environment() {
        return environment;
    }

    Api api() {
        return new Api("http://127.0.0.1:" + port, SECRET);
    }

    Rows rows() {
        return new Rows(directory.resolve("researchloop.db"));
    }

    Path config() {
        return directory.resolve("researchloop.toml");
    }

    Path engineDirectory() {
        return directory.resolve("researchloop.db-temporal");
    }

    /** Where the starts of batch scripts are noted, by the shell itself and without the product's doing. */
    Path jobStarts() {
        return directory.resolve("job-starts.log");
    }

    /** Writes all files; again after a change. */
    void write() {
        try {
            Files.createDirectories(directory);
            Files.writeString(directory.resolve("agent.steps"), steps);
            Files.writeString(
                    directory.resolve("count-jobs.sh"),
                    "case $0 in *batch.sh)\necho \"$RL_ATTEMPT_DIRECTORY\" >>'" + jobStarts() + "'\n"
                            + String.join("\n", jobBegin) + "\n;; esac\n");
            environment.put("BASH_ENV", directory.resolve("count-jobs.sh").toString());
            Files.writeString(config(), toml());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String toml() {
        StringBuilder variables = new StringBuilder();
        clusterEnvironment.forEach((name, value) ->
                variables.append(name).append(" = '").append(value).append("'\n"));
        return """
                shared_secret = "%s"
                agent_script = "agent.steps"
                %s
                [[cluster]]
                name = "here"
                scheduler_type = "%s"
                max_concurrent_jobs = %d
                %s
                [cluster.environment]
                %s
                [[study]]
                name = "%s"
                cluster = "here"
                red_team_max_rounds = 1
                %s
                %s
                [dashboard]
                host = "127.0.0.1"
                port = %d
                [temporal]
                mode = "%s"
                %s%s""".formatted(
                        SECRET,
                        String.join("\n", top),
                        scheduler,
                        jobs,
                        String.join("\n", cluster),
                        variables,
                        STUDY,
                        (study.stream().anyMatch(line -> line.startsWith("agent =")) ? "" : "agent = \"scripted\"\n")
                                + String.join("\n", study),
                        otherStudies,
                        port,
                        engine,
                        engine.equals("dev-server") ? TemporalProgram.setting() : "",
                        notices);
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
