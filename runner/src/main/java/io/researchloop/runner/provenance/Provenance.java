package io.researchloop.runner.provenance;

import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.researchloop.runner.directory.AtomicFile;
import io.researchloop.runner.directory.SprintDirectory;
import io.researchloop.runner.protocol.Json;
import io.researchloop.runner.protocol.RunnerPlan;
import io.researchloop.runner.protocol.SprintFiles;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Puts together {@link SprintFiles#PROVENANCE}: the prompts as the agent got them, and for each attempt its plan, its
 * batch script, the configuration as it resolved, and the machine. No secret is in any of them.
 */
public final class Provenance {
    private static final int MAX_FILE = 4 * 1024 * 1024;
    private static final int PATIENCE_MILLIS = 50;

    private final RunnerPlan plan;
    private final SprintDirectory directory;
    private final Thread look = new Thread(this::look, "provenance");

    /** @param runnerSha256 of the runner's jar; null if it runs from no jar */
    record Origin(
            String sprintId,
            String study,
            String agent,
            @Nullable String model,
            @Nullable String runnerSha256,
            Instant writtenAt,
            Map<String, String> prompts,
            List<Attempt> attempts) {}

    record Attempt(
            int number,
            @Nullable JsonElement plan,
            @Nullable JsonElement configuration,
            @Nullable String batchScript,
            @Nullable JsonElement environment) {}

    public Provenance(RunnerPlan plan, SprintDirectory directory) {
        this.plan = plan;
        this.directory = directory;
    }

    /** Looks at the machine, beside the work. */
    public void begin() {
        look.setDaemon(true);
        look.start();
    }

    /**
     * Writes the file. What cannot be found out is left out; nothing here fails a sprint. An attempt that ends before the
     * look at the machine does is not held up for it.
     */
    public void write(Instant now) throws InterruptedException {
        look.join(PATIENCE_MILLIS);
        try {
            AtomicFile.replace(directory.resolve(SprintFiles.PROVENANCE), Json.write(origin(now)));
        } catch (IOException | RuntimeException e) {
            System.err.println("runner: cannot write " + SprintFiles.PROVENANCE + ": " + e);
        }
    }

    void awaitLook() throws InterruptedException {
        look.join();
    }

    private void look() {
        try {
            Map<String, String> machine = new Machine(directory.root()).describe(scripted() ? "" : plan.agentCommand());
            AtomicFile.replace(directory.resolve(SprintFiles.environment(plan.attempt())), Json.write(machine));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException | RuntimeException e) {
            System.err.println("runner: cannot describe the machine: " + e);
        }
    }

    private boolean scripted() {
        return plan.agent().equals("scripted");
    }

    private Origin origin(Instant now) throws IOException {
        List<Attempt> attempts = new ArrayList<>();
        for (int number = 1; number <= plan.attempt(); number++) {
            attempts.add(new Attempt(
                    number,
                    json(SprintFiles.plan(number)),
                    json(SprintFiles.configuration(number)),
                    text(SprintFiles.batchScript(number)).orElse(null),
                    json(SprintFiles.environment(number))));
        }
        return new Origin(
                plan.sprintId(), plan.studyName(), plan.agent(), plan.model(), runner(), now, prompts(), attempts);
    }

    private Map<String, String> prompts() throws IOException {
        Map<String, String> prompts = new TreeMap<>();
        Path folder = directory.resolve(SprintFiles.PROMPTS);
        if (!Files.isDirectory(folder)) {
            return prompts;
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                String name = String.valueOf(file.getFileName());
                text(SprintFiles.PROMPTS + "/" + name)
                        .ifPresent(prompt -> prompts.put(name.replaceAll("\\.md$", ""), prompt));
            }
        }
        return prompts;
    }

    private Optional<String> text(String name) {
        return directory.head(name, MAX_FILE);
    }

    private @Nullable JsonElement json(String name) {
        try {
            return text(name).map(JsonParser::parseString).orElse(null);
        } catch (JsonParseException e) {
            return null;
        }
    }

    private static @Nullable String runner() {
        try {
            Path jar = Path.of(Provenance.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            if (!Files.isRegularFile(jar)) {
                return null;
            }
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            try (InputStream in = Files.newInputStream(jar)) {
                byte[] chunk = new byte[64 * 1024];
                for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                    digest.update(chunk, 0, read);
                }
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException | URISyntaxException | NoSuchAlgorithmException e) {
            return null;
        }
    }
}
