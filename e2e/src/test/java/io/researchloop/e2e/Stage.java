package io.researchloop.e2e;

import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * What a test sets up: projects, their orchestrators, servers and browsers beside them. It ends everything that was
 * started, by its process id, and shows the orchestrators' logs when the test has failed.
 */
final class Stage implements AfterEachCallback, AfterAllCallback {
    private static final Path HOME = Path.of("target/e2e").toAbsolutePath();

    private final boolean shared;
    private final List<Project> projects = new ArrayList<>();
    private final List<Orchestrator> orchestrators = new ArrayList<>();
    private final List<NtfyServer> servers = new ArrayList<>();
    private final List<Chromium> browsers = new ArrayList<>();
    private boolean failed;

    private Stage(boolean shared) {
        this.shared = shared;
    }

    static Stage perTest() {
        return new Stage(false);
    }

    /** For a static field: all tests of the class share what is set up. */
    static Stage perClass() {
        return new Stage(true);
    }

    /** A project in a fresh folder. */
    Project project() {
        try {
            Files.createDirectories(HOME);
            Project project = new Project(Files.createTempDirectory(HOME, "project"));
            projects.add(project);
            return project;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    NtfyServer ntfy() {
        NtfyServer server = new NtfyServer();
        servers.add(server);
        return server;
    }

    /** Skips the test where no Chromium is installed. */
    Chromium chromium() {
        Chromium browser = new Chromium();
        browsers.add(browser);
        return browser;
    }

    /** Writes the project's files; the server is not started yet. */
    Orchestrator orchestrator(Project project) {
        project.write();
        Orchestrator orchestrator = new Orchestrator(project);
        orchestrators.add(orchestrator);
        return orchestrator;
    }

    @Override
    public void afterEach(ExtensionContext context) {
        if (context.getExecutionException().isPresent()) {
            failed = true;
            orchestrators.forEach(orchestrator ->
                    System.out.println(context.getDisplayName() + " failed. " + orchestrator.logTail()));
        }
        if (!shared) {
            close();
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        close();
    }

    /** The dev server's process of a project, if one was started and lives. */
    static Optional<ProcessHandle> devServer(Project project) {
        try {
            String record = Files.readString(project.engineDirectory().resolve("dev-server.json"));
            long pid =
                    JsonParser.parseString(record).getAsJsonObject().get("pid").getAsLong();
            // A recorded pid may be anybody's by now.
            return ProcessHandle.of(pid).filter(process -> Processes.commandLine(process)
                    .contains(project.directory().toString()));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void close() {
        browsers.forEach(Chromium::close);
        orchestrators.forEach(Orchestrator::kill9);
        for (Project project : projects) {
            devServer(project).ifPresent(ProcessHandle::destroyForcibly);
            Until.holds("the end of the jobs' processes", () -> {
                List<ProcessHandle> left = Processes.ofJobsIn(project.directory());
                left.forEach(ProcessHandle::destroyForcibly);
                return left.isEmpty();
            });
            if (failed) {
                System.out.println("Kept to be looked at: " + project.directory());
            } else {
                delete(project.directory());
            }
        }
        servers.forEach(NtfyServer::close);
        orchestrators.clear();
        projects.clear();
        servers.clear();
        browsers.clear();
    }

    /** What a process that is just ending still writes may come in between: then once more. */
    static void delete(Path directory) {
        Until.holds("an empty " + directory, () -> {
            try (Stream<Path> all = Files.walk(directory)) {
                for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(path);
                }
                return true;
            } catch (IOException e) {
                return false;
            }
        });
    }
}
