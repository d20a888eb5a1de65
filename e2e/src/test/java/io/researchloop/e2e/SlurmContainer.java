package io.researchloop.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Assumptions;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.images.builder.ImageFromDockerfile;

/**
 * A SLURM cluster of one node behind sshd, in a container, without accounting. {@code RESEARCHLOOP_TEST_BASE_IMAGE} names
 * another Debian image to build it on.
 */
final class SlurmContainer implements AutoCloseable {
    static final String USER = "research";

    private static final int SSH = 22;
    private static final Path RECIPE = Path.of("src/test/docker/slurm");

    private final Path key;
    private final GenericContainer<?> container;

    /**
     * Skips the test where no Docker runs.
     *
     * @param folder for the key that lets in
     */
    SlurmContainer(Path folder) {
        Assumptions.assumeTrue(
                DockerClientFactory.instance().isDockerAvailable(),
                "No Docker runs here, which the cluster in a container needs");
        key = folder.resolve("id_ed25519");
        CommandRun unused = CommandRun.of(
                        List.of("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key.toString()),
                        folder,
                        System.getenv(),
                        "")
                .expect(0);
        container = new GenericContainer<>(new ImageFromDockerfile("researchloop-test-slurm", false)
                        .withFileFromPath(".", RECIPE)
                        .withBuildArg(
                                "BASE_IMAGE",
                                Objects.requireNonNullElse(
                                        System.getenv("RESEARCHLOOP_TEST_BASE_IMAGE"), "debian:bookworm"))
                        .withBuildImageCmdModifier(build -> build.withNetworkMode("host")))
                .withCreateContainerCmdModifier(create -> create.withHostName("n1"))
                .withEnv("AUTHORIZED_KEY", text(folder.resolve("id_ed25519.pub")))
                .withExposedPorts(SSH)
                .waitingFor(new SshBanner(SSH).withStartupTimeout(Duration.ofMinutes(2)));
        container.start();
    }

    String host() {
        return container.getHost();
    }

    int port() {
        return container.getMappedPort(SSH);
    }

    /** The private key that lets {@value #USER} in. */
    Path key() {
        return key;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        container.stop();
    }
}
