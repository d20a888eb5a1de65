package io.researchloop.bench.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The folder of a server that the bench starts: its configuration, database, logs and sprints. It lies on the disk of
 * the checkout, not in memory, as a durable write must cost what it costs.
 *
 * <p>Jobs that shall stay alive wait, before any of our code runs in them, for the file {@code hold} to go away, or for
 * the bench to end however it ends.
 */
public record Folder(Path path, String secret) {
    /** A study whose agent does nothing. */
    public static final String INSTANT = "instant";
    /** A study whose jobs stay alive, so many at once. */
    public static final String HELD = "held";
    /** A study of which nothing but one held job is ever started. */
    public static final String QUEUED = "queued";

    /** A study on a cluster that is not this machine, where there is one: its agent does nothing either. */
    public static final String REMOTE = "remote";

    static final String CONFIGURATION = "researchloop.toml";
    private static final String HOLD = "hold";
    private static final String STEPS = """
            [generate_idea]
            run echo "Look at nothing, for reason $(date +%s%N)." > idea.txt
            [research]
            write findings.md Nothing was looked for.
            [red_team_*]
            say NO CRITICAL ISSUES
            write red_team_round_1.md NO CRITICAL ISSUES
            [report]
            write report.md # Nothing was looked for, and nothing was found.
            [summarize]
            write summary.txt Nothing was found.
            [default]
            say done
            """;

    /**
     * @param temporal the lines of the configuration's section of that name
     * @param remote the section of the cluster {@link #REMOTE}; empty if there is none
     */
    public static Folder make(Path path, String secret, int held, String temporal, String remote) throws IOException {
        Files.createDirectories(path);
        Files.writeString(path.resolve("instant.steps"), STEPS);
        Files.createFile(path.resolve(HOLD));
        String wait = "while [ -e \"" + path.resolve(HOLD) + "\" ] && kill -0 "
                + ProcessHandle.current().pid() + " 2>/dev/null; do sleep 2; done; exit 1";
        String text = """
                shared_secret = "%s"
                agent = "scripted"
                agent_script = "instant.steps"

                [temporal]
                %s

                [dashboard]
                host = "127.0.0.1"
                """.formatted(secret, temporal)
                + cluster(INSTANT, 1, "")
                + cluster(HELD, held, wait)
                + cluster(QUEUED, 1, wait)
                + (remote.isEmpty() ? "" : "\n" + remote + "\n" + study(REMOTE));
        Files.writeString(path.resolve(CONFIGURATION), text);
        return new Folder(path, secret);
    }

    private static String cluster(String name, int jobs, String setup) {
        return """

                [[cluster]]
                name = "%s"
                scheduler_type = "local"
                working_dir = "sprints"
                max_concurrent_jobs = %d
                setup = [%s]
                """.formatted(name, jobs, setup.isEmpty() ? "" : "'''" + setup + "'''") + study(name);
    }

    private static String study(String name) {
        return """

                [[study]]
                name = "%s"
                cluster = "%s"
                red_team_max_rounds = 1
                max_sprint_duration_hours = 0.25
                """.formatted(name, name);
    }

    Path configuration() {
        return path.resolve(CONFIGURATION);
    }

    public Path log() {
        return path.resolve("server.log");
    }

    /** Lets the held jobs end, and gives them the time to. */
    public void release() throws IOException, InterruptedException {
        if (Files.deleteIfExists(path.resolve(HOLD))) {
            Thread.sleep(3_000);
        }
    }

    public void delete() throws IOException {
        if (!Files.exists(path)) {
            return;
        }
        List<Path> all;
        try (Stream<Path> walk = Files.walk(path)) {
            all = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : all) {
            Files.deleteIfExists(file);
        }
    }
}
