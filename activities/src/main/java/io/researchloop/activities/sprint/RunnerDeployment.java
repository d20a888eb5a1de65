package io.researchloop.activities.sprint;

import io.researchloop.activities.cluster.ClusterAccess;
import io.researchloop.activities.config.SchedulerType;
import io.researchloop.activities.transport.ShellCommand;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.springframework.stereotype.Component;

/** Puts the runner's jar under a cluster's working directory, once, named by its SHA-256. */
@Component
final class RunnerDeployment {
    private static final String RESOURCE = "/runner/researchloop-runner.jar";

    private final byte[] jar;
    private final String sha256;

    RunnerDeployment() {
        try (InputStream in = RunnerDeployment.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("the program lacks its runner, " + RESOURCE + "; build it whole");
            }
            jar = in.readAllBytes();
            sha256 = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(jar));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the runner's jar", e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** The jar's path on the cluster. */
    String ensure(ClusterAccess cluster) throws InterruptedException {
        String path = cluster.config().workingDir() + "/.researchloop/runner/" + sha256.substring(0, 16)
                + "/researchloop-runner.jar";
        boolean present =
                cluster.shell().run(ShellCommand.of("test", "-s", path)).ok();
        if (!present) {
            cluster.shell().write(path, jar, false);
        }
        return path;
    }

    /** The java command on the nodes: the configured one; on this machine the very one that runs the server. */
    static String java(ClusterAccess cluster) {
        String configured = cluster.config().java();
        if (configured != null) {
            return configured;
        }
        return cluster.config().schedulerType() == SchedulerType.LOCAL
                ? Path.of(System.getProperty("java.home"), "bin", "java").toString()
                : "java";
    }
}
