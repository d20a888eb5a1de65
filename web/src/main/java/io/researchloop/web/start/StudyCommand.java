package io.researchloop.web.start;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code researchloop study}; the rest of it is in the thin command line. */
@Command(name = "study", description = "Studies.", subcommands = StudyCommand.Init.class)
final class StudyCommand implements Callable<Integer> {
    @Override
    public Integer call() {
        CommandLine.usage(this, System.out);
        return CommandLine.ExitCode.USAGE;
    }

    /** {@code researchloop study init}. */
    @Command(
            name = "init",
            description = "Begin a study: a folder with a CLAUDE.md, and the lines for the configuration.")
    static final class Init implements Callable<Integer> {
        @Parameters(paramLabel = "NAME", description = "Letters, digits, dots, dashes and underscores.")
        private @Nullable String name;

        @Option(
                names = "--dir",
                defaultValue = ".",
                description = "Where the folder of the study is made (${DEFAULT-VALUE}).")
        private Path directory = Path.of(".");

        @Override
        public Integer call() throws IOException {
            if (name == null || !name.matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
                System.err.println("A study's name has letters, digits, dots, dashes and underscores, not: " + name);
                return CommandLine.ExitCode.USAGE;
            }
            Path folder = Files.createDirectories(
                    directory.toAbsolutePath().normalize().resolve(name));
            Path context = folder.resolve("CLAUDE.md");
            if (Files.exists(context)) {
                System.err.println(context + " exists already; nothing was changed.");
                return CommandLine.ExitCode.SOFTWARE;
            }
            Files.writeString(context, template(name), StandardCharsets.UTF_8);
            System.out.println("Wrote " + context);
            System.out.println("Add to researchloop.toml, with the name of your cluster:");
            System.out.println();
            System.out.println("[[study]]");
            System.out.println("name = \"" + name + "\"");
            System.out.println("cluster = \"local\"");
            System.out.println("claude_md_path = \""
                    + context.toString().replace("\\", "\\\\").replace("\"", "\\\"") + "\"");
            return 0;
        }

        private static String template(String study) {
            return """
                    # %s

                    ## Goal
                    What do we want to find out, and what would change our mind?

                    ## What is known
                    Earlier results, data sets and where they lie, code to build on.

                    ## Rules
                    Metrics that count, baselines to beat, limits on time and resources.
                    """.formatted(study);
        }
    }
}
