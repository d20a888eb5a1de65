package io.researchloop.activities.deployment;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/** Makes a Java runtime with just what the runner needs out of a JDK, packed to travel. */
final class RuntimeLinker {
    private static final Logger LOG = LoggerFactory.getLogger(RuntimeLinker.class);
    private static final long MINUTES = 5;

    /**
     * What the runner uses, and what its JDK classes look up by name: TLS wants the elliptic curves. Its JSON library
     * names java.sql as well, and goes without.
     */
    static final List<String> MODULES = List.of("java.base", "java.net.http", "java.logging", "jdk.crypto.ec");

    private RuntimeLinker() {}

    /**
     * @param archive is written at once or not at all
     * @throws IOException if the JDK, tar or gzip fails
     */
    static void link(Jdk jdk, Path archive) throws IOException, InterruptedException {
        Files.createDirectories(archive.toAbsolutePath().getParent());
        Path work = Files.createTempDirectory(archive.toAbsolutePath().getParent(), ".link-");
        try {
            long begun = System.nanoTime();
            run(List.of(
                    jdk.home().resolve("bin/jlink").toString(),
                    "--add-modules",
                    String.join(",", MODULES),
                    "--strip-java-debug-attributes",
                    "--no-header-files",
                    "--no-man-pages",
                    "--output",
                    work.resolve("runtime").toString()));
            // The same files give the same bytes, whoever packs them: no names, no times, one order.
            run(List.of(
                    "tar",
                    "-C",
                    work.resolve("runtime").toString(),
                    "--sort=name",
                    "--mtime=@0",
                    "--owner=0",
                    "--group=0",
                    "--numeric-owner",
                    "--mode=u+rwX,go+rX,go-w",
                    "-I",
                    "gzip -9 -n",
                    "-cf",
                    work.resolve("archive").toString(),
                    "."));
            Files.move(work.resolve("archive"), archive, StandardCopyOption.ATOMIC_MOVE);
            LOG.info(
                    "made a Java {} runtime of {} MB from {} in {} s",
                    jdk.version(),
                    Files.size(archive) / 1_000_000,
                    jdk.home(),
                    TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begun));
        } finally {
            FileSystemUtils.deleteRecursively(work);
        }
    }

    private static void run(List<String> command) throws IOException, InterruptedException {
        Path output = Files.createTempFile("researchloop-link", ".log");
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            try {
                process.getOutputStream().close();
                if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
                    throw new IOException(command.get(0) + " did not end within " + MINUTES + " minutes");
                }
                if (process.exitValue() != 0) {
                    String said = new String(Files.readAllBytes(output), StandardCharsets.UTF_8).strip();
                    throw new IOException(command.get(0) + " failed: "
                            + said.substring(0, Math.min(400, said.length())).replaceAll("\\s+", " "));
                }
            } finally {
                process.destroyForcibly();
            }
        } finally {
            Files.deleteIfExists(output);
        }
    }
}
