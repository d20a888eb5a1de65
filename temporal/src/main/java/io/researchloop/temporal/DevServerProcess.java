package io.researchloop.temporal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A dev server process that was just started, and what it has written since. */
final class DevServerProcess {
    private static final long LARGEST_LOG = 10L * 1024 * 1024;
    private static final int TOLD_CHARACTERS = 2_000;
    private static final Path SETSID = Path.of("/usr/bin/setsid");

    /** All the child gets of our environment: keys and passwords are none of its business. */
    private static final Set<String> ENVIRONMENT = Set.of("PATH", "HOME", "USER", "TMPDIR", "LANG", "LC_ALL", "TZ");

    private final ProcessIdentity identity;
    private final Path log;
    private final long logStart;

    private DevServerProcess(ProcessIdentity identity, Path log, long logStart) {
        this.identity = identity;
        this.log = log;
        this.logStart = logStart;
    }

    static DevServerProcess launch(DevServerCommand command, Path folder, Path log) throws IOException {
        rotate(log);
        long logStart = Files.exists(log) ? Files.size(log) : 0;
        ProcessBuilder builder = new ProcessBuilder(inItsOwnSession(command.argv()))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().keySet().retainAll(ENVIRONMENT);
        Process process = builder.start();
        // One that has ended already has no start time any more; any text but the right one means "not alive".
        ProcessIdentity identity =
                ProcessIdentity.of(process.pid()).orElse(new ProcessIdentity(process.pid(), "ended at once"));
        return new DevServerProcess(identity, log, logStart);
    }

    /**
     * Ctrl-C in the terminal goes to every process of the foreground group: in a session of its own the server lives
     * until the orchestrator, which still needs it to stop in good order, ends it. setsid(1) keeps the process number.
     */
    private static List<String> inItsOwnSession(List<String> argv) {
        if (!Files.isExecutable(SETSID)) {
            return argv;
        }
        List<String> wrapped = new ArrayList<>();
        wrapped.add(SETSID.toString());
        wrapped.addAll(argv);
        return wrapped;
    }

    ProcessIdentity identity() {
        return identity;
    }

    /** The end of what it wrote. */
    String output() {
        try {
            byte[] all = Files.readAllBytes(log);
            int from = (int) Math.min(logStart, all.length);
            String text = new String(all, from, all.length - from, StandardCharsets.UTF_8).strip();
            return text.length() <= TOLD_CHARACTERS ? text : "…" + text.substring(text.length() - TOLD_CHARACTERS);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + log, e);
        }
    }

    private static void rotate(Path log) throws IOException {
        if (Files.exists(log) && Files.size(log) > LARGEST_LOG) {
            Files.move(log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
