package io.researchloop.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The server's program as a command line: java, the class path that the build laid out, and a class archive. */
final class Program {
    private static final String MAIN = "io.researchloop.web.ResearchLoopServer";
    private static final String CLI_MAIN = "io.researchloop.cli.ResearchLoopCli";
    private static final long TRAINING_SECONDS = 120;
    private static boolean trained;

    private Program() {}

    /** The command that runs the server's program with these arguments. */
    static List<String> server(String... arguments) {
        train();
        List<String> command = java();
        command.add("-XX:SharedArchiveFile=" + archive());
        command.addAll(main());
        command.addAll(List.of(arguments));
        return command;
    }

    /** The command line client; it runs on this test's own class path, which holds it. */
    static List<String> cli(String... arguments) {
        List<String> command = java();
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), CLI_MAIN));
        command.addAll(List.of(arguments));
        return command;
    }

    /** What a program of ours sees of this process's environment: nothing that would set it up differently. */
    static Map<String, String> environment() {
        Map<String, String> environment = new TreeMap<>(System.getenv());
        environment
                .keySet()
                .removeIf(name -> name.startsWith("RESEARCHLOOP_")
                        || name.startsWith("CLAUDE")
                        || name.startsWith("ANTHROPIC")
                        || name.equals("IS_SANDBOX")
                        || name.equals("JAVA_TOOL_OPTIONS"));
        return environment;
    }

    private static List<String> java() {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx300m"));
        command.addAll(List.of("-Xshare:auto", "-Xlog:disable", "-Xlog:all=error:stderr"));
        if (Runtime.version().feature() >= 22) {
            command.add("--enable-native-access=ALL-UNNAMED");
        }
        return command;
    }

    /** As the launcher starts it: with the beans as the build has wired them. */
    private static List<String> main() {
        return List.of("-Dspring.aot.enabled=true", "-cp", jars() + "/*", MAIN);
    }

    private static Path jars() {
        return Path.of(System.getProperty("researchloop.app", "target/app-lib")).toAbsolutePath();
    }

    private static Path archive() {
        return jars().resolveSibling("app-" + Runtime.version().feature() + "-"
                + System.getProperty("java.vendor").hashCode() + ".jsa");
    }

    /** A start takes half the time with an archive, and these tests start the server a hundred times. */
    private static synchronized void train() {
        if (trained) {
            return;
        }
        trained = true;
        try {
            if (Files.exists(archive()) && !newerThan(archive())) {
                return;
            }
            // On the archive's file system, where it is moved to: other processes of these tests may be at it too.
            Path project = Files.createTempDirectory(archive().getParent(), "training");
            Path config = project.resolve("researchloop.toml");
            Files.writeString(config, "shared_secret = \"training-only\"\n[temporal]\nmode = \"in-memory\"\n");
            Path written = project.resolve("classes.jsa");
            List<String> command = java();
            command.add("-XX:ArchiveClassesAtExit=" + written);
            command.addAll(main());
            command.addAll(List.of("-c", config.toString(), "serve", "--host", "127.0.0.1", "--port", "0"));
            runOnce(command, project, written);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void runOnce(List<String> command, Path project, Path written) throws IOException {
        Path log = project.resolve("log");
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(environment());
        Process process = builder.redirectOutput(log.toFile()).start();
        try {
            Until.holds(
                    "the training run",
                    () -> !process.isAlive()
                            || Until.unlessChanging(() -> Files.readString(log))
                                    .filter(text -> text.contains("Temporal is ready"))
                                    .isPresent());
            process.destroy();
            if (!process.waitFor(TRAINING_SECONDS, TimeUnit.SECONDS) || !Files.exists(written)) {
                throw new AssertionError("the training run left no archive: " + Files.readString(log));
            }
            Files.move(written, archive(), StandardCopyOption.ATOMIC_MOVE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("the test was interrupted", e);
        } finally {
            process.destroyForcibly();
            Stage.delete(project);
        }
    }

    private static boolean newerThan(Path file) throws IOException {
        long time = Files.getLastModifiedTime(file).toMillis();
        try (Stream<Path> all = Files.list(jars())) {
            return all.anyMatch(jar -> jar.toFile().lastModified() > time);
        }
    }
}
