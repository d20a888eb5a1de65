package io.researchloop.temporal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Builds the binary with the Go that is on PATH. The go command checks all sources against Go's checksum database. */
final class BinaryBuild {
    /** A fixed release and never the latest: the latest does not install, as its go.mod has a replace. */
    private static final String PACKAGE = "github.com/temporalio/cli/cmd/temporal@v" + BinaryInstaller.VERSION;

    private static final int MAJOR = 1;
    private static final int MINOR = 25;
    private static final Pattern VERSION = Pattern.compile("go(\\d{1,5})\\.(\\d{1,5})");

    private final BinaryFinder finder;
    private final Consumer<String> progress;

    BinaryBuild(BinaryFinder finder, Consumer<String> progress) {
        this.finder = finder;
        this.progress = progress;
    }

    Path into(Path folder, Deadline deadline) throws IOException {
        List<Path> found = finder.onPath("go");
        if (found.isEmpty()) {
            throw new IOException("Go is not on PATH to build it");
        }
        String go = found.get(0).toString();
        String version = ShortCommand.run(List.of(go, "env", "GOVERSION"), Map.of(), deadline.left())
                .output()
                .strip();
        if (!recentEnough(version)) {
            throw new IOException("Go on PATH is " + version + "; building it takes " + MAJOR + "." + MINOR);
        }
        progress.accept(
                "Building temporal " + BinaryInstaller.VERSION + " with " + version + "; this takes some minutes …");
        Path target = Files.createDirectories(folder.resolve("go"));
        ShortCommand.Result result = ShortCommand.run(
                List.of(go, "install", "-trimpath", "-ldflags=-s -w", PACKAGE),
                Map.of("GOBIN", target.toString()),
                deadline.left());
        if (result.exitCode() != 0) {
            throw new IOException("`go install " + PACKAGE + "` failed: " + result.summary());
        }
        return target.resolve("temporal");
    }

    static boolean recentEnough(String goVersion) {
        Matcher matcher = VERSION.matcher(goVersion);
        if (!matcher.find()) {
            return false;
        }
        int major = Integer.parseInt(matcher.group(1));
        return major > MAJOR || (major == MAJOR && Integer.parseInt(matcher.group(2)) >= MINOR);
    }
}
