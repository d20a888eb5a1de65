package io.researchloop.activities.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Writes first configurations that start as they are. */
public final class ConfigTemplate {
    private static final String SCRIPT = "demo.steps";
    private static final String SCRIPT_RESOURCE = "io/researchloop/runner/agent/demo.steps";

    private ConfigTemplate() {}

    /**
     * Writes a commented {@code researchloop.toml} with a local cluster and a first study, and the study's context
     * beside it unless there is such a file already. The directory is made if need be.
     *
     * @return the configuration file
     * @throws TemplateNotWritten when there is a configuration already, or nothing can be written there
     */
    public static Path init(Path directory) {
        Path file = write(directory, ConfigurationLoader.FILE_NAME, resource("config/researchloop.toml"));
        Path context = directory.resolve("first-study.md");
        if (!Files.exists(context)) {
            write(directory, "first-study.md", resource("config/first-study.md"));
        }
        return file;
    }

    /**
     * Writes the demonstration's configuration with a study {@code demo}.
     *
     * @param port of the dashboard
     * @param agent {@code scripted} or {@code claude}
     * @param maxCost in US dollars for a sprint; only used with a real agent
     * @return the configuration file
     * @throws TemplateNotWritten when the agent is unknown, or there is a configuration already
     */
    public static Path demo(Path directory, int port, String agent, double maxCost) {
        return demo(directory, port, agent, maxCost, ConfigTemplate.class.getClassLoader());
    }

    static Path demo(Path directory, int port, String agent, double maxCost, ClassLoader resources) {
        Optional<AgentType> type = Word.find(AgentType.class, agent);
        if (type.isEmpty()) {
            List<String> words = Word.all(AgentType.class);
            throw new TemplateNotWritten(
                    "There is no agent " + Quoted.of(agent) + "; expected one of " + String.join(", ", words)
                            + NearestName.hint(words, agent),
                    null);
        }
        String lines =
                switch (type.get()) {
                    case SCRIPTED -> "agent = \"scripted\"\nagent_script = \"" + SCRIPT + "\"";
                    case CLAUDE -> "agent = \"claude\"\nmax_cost_usd = " + String.format(Locale.ROOT, "%.2f", maxCost);
                };
        String text = resource("config/demo.toml")
                .replace("@port@", Integer.toString(port))
                .replace("@agent@", lines)
                .replace("@conversation@", Boolean.toString(type.get() == AgentType.CLAUDE));
        Path file = write(directory, ConfigurationLoader.FILE_NAME, text);
        if (type.get() == AgentType.SCRIPTED) {
            write(directory, SCRIPT, resource(resources, SCRIPT_RESOURCE));
        }
        return file;
    }

    /** For the owner alone, as keys are going to stand in it. Never over a file that is there. */
    private static Path write(Path directory, String name, String text) {
        Path file = directory.resolve(name);
        try {
            Files.createDirectories(directory);
            Files.writeString(file, text, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            PosixFileAttributeView posix = Files.getFileAttributeView(file, PosixFileAttributeView.class);
            if (posix != null) {
                posix.setPermissions(PosixFilePermissions.fromString("rw-------"));
            }
            return file;
        } catch (FileAlreadyExistsException exists) {
            throw new TemplateNotWritten(
                    exists.getFile() + " is there already and stays as it is; choose another directory, or remove it",
                    exists);
        } catch (IOException failed) {
            throw new TemplateNotWritten("Cannot write " + file + ": " + failed, failed);
        }
    }

    private static String resource(String name) {
        return resource(ConfigTemplate.class.getClassLoader(), name);
    }

    private static String resource(ClassLoader resources, String name) {
        try (InputStream stream = resources.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException("The resource " + name + " is not in this build");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
