package io.researchloop.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The demo as a process that stays up, until it is closed. */
final class RunningDemo implements AutoCloseable {
    private final Process process;
    private final Path out;

    private RunningDemo(Process process, Path out) {
        this.process = process;
        this.out = out;
    }

    /** @param directory an empty one; the project becomes a folder in it */
    static RunningDemo start(Path directory, String... options) throws IOException {
        Path out = directory.resolve("out");
        List<String> arguments = new ArrayList<>(
                List.of("demo", "--dir", directory.resolve("demo").toString()));
        arguments.addAll(List.of(options));
        ProcessBuilder builder = new ProcessBuilder(Program.server(arguments.toArray(String[]::new)));
        builder.environment().clear();
        builder.environment().putAll(Program.environment());
        return new RunningDemo(
                builder.redirectErrorStream(true).redirectOutput(out.toFile()).start(), out);
    }

    /** What it prints, once it has: the pattern's first group. */
    String printed(Pattern pattern) {
        return Until.found(pattern.pattern(), () -> Until.unlessChanging(() -> Files.readString(out))
                .map(pattern::matcher)
                .filter(Matcher::find)
                .map(found -> found.group(1)));
    }

    @Override
    public void close() {
        process.destroy();
        Until.holds("the end of the demo", () -> !process.isAlive());
    }
}
