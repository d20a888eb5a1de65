package io.researchloop.activities.deployment;

import io.researchloop.activities.cluster.ClusterAccess;
import io.researchloop.activities.deployment.Deployment.Phase;
import io.researchloop.activities.deployment.DeploymentScripts.Claim;
import io.researchloop.activities.transport.ClusterUnavailable;
import io.researchloop.activities.transport.FileRefused;
import io.researchloop.activities.transport.FileWrite;
import io.researchloop.activities.transport.ShellResult;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;

/**
 * Sends one parcel to one cluster: in parts, so that progress shows and a cut connection costs one part, then put
 * together, verified and moved into place in one step there. When another orchestrator sends the same, its transfer is
 * waited for, or taken over when it has stopped.
 */
final class Transfer {
    private static final int PART = 1 << 20;

    private final ClusterAccess cluster;
    private final Parcel parcel;
    private final Deployments progress;
    private final Duration pause;

    /** @param pause between two looks at somebody else's transfer */
    Transfer(ClusterAccess cluster, Parcel parcel, Deployments progress, Duration pause) {
        this.cluster = cluster;
        this.parcel = parcel;
        this.progress = progress;
        this.pause = pause;
    }

    /**
     * Returns when the parcel is there, whole.
     *
     * @throws NotDeployable if it came whole, but its program does not start there
     * @throws FileRefused if there is no room or no right to write
     * @throws ClusterUnavailable if it did not come whole; what came is kept for the next try
     */
    void run() throws InterruptedException {
        try {
            while (!step()) {
                Thread.sleep(pause.toMillis());
            }
            tell(Phase.READY, parcel.size());
        } catch (NotDeployable | FileRefused | ClusterUnavailable e) {
            progress.tell(cluster.config().name(), parcel, Phase.FAILED, 0, e.getMessage());
            throw e;
        }
    }

    /** True when it is there. */
    private boolean step() throws InterruptedException {
        ShellResult answer = cluster.shell().run(DeploymentScripts.claim(workingDir(), parcel));
        Claim claim = DeploymentScripts.parseClaim(answer);
        if (claim == null) {
            throw refused(answer);
        }
        if (claim instanceof Claim.Theirs theirs) {
            tell(Phase.WAITING, theirs.bytes());
            return false;
        }
        if (claim instanceof Claim.Mine mine) {
            send(mine.parts());
            install();
        }
        return true;
    }

    private void send(Map<String, Long> there) throws InterruptedException {
        long sent = 0;
        tell(Phase.SENDING, 0);
        try (InputStream in = parcel.content().open()) {
            for (int number = 0; sent < parcel.size(); number++) {
                byte[] part = in.readNBytes(PART);
                String name = String.format(Locale.ROOT, "part-%05d", number);
                if (!Long.valueOf(part.length).equals(there.get(name))) {
                    cluster.shell().write(new FileWrite(parcel.stage(workingDir()) + "/" + name, part, false));
                }
                sent += part.length;
                tell(Phase.SENDING, sent);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read what is to be sent", e);
        }
    }

    private void install() throws InterruptedException {
        tell(Phase.INSTALLING, parcel.size());
        int parts = (int) ((parcel.size() + PART - 1) / PART);
        ShellResult result = cluster.shell().run(DeploymentScripts.install(workingDir(), parcel, parts));
        switch (result.exitCode()) {
            case 0 -> {
                // It is there.
            }
            case DeploymentScripts.NOT_WHAT_WAS_SENT ->
                throw new ClusterUnavailable("The " + parcel.kind().word() + " did not arrive whole on "
                        + cluster.config().name() + ": " + result.complaint() + ". It is sent again.");
            case DeploymentScripts.DOES_NOT_START ->
                throw new NotDeployable(
                        "The Java runtime that was brought to "
                                + cluster.config().name()
                                + " does not start there: " + result.complaint()
                                + ". If working_dir does not allow programs (noexec), choose another; else install Java 17 or"
                                + " newer there and set java = \"/path/to/java\" or setup = [\"module load …\"] in its [[cluster]].");
            default -> throw refused(result);
        }
    }

    private FileRefused refused(ShellResult result) throws InterruptedException {
        return new FileRefused(
                "cannot put the " + parcel.kind().word() + " into " + parcel.parent(workingDir()) + ": "
                        + result.complaint(),
                new IOException("exit code " + result.exitCode()));
    }

    private void tell(Phase phase, long bytes) {
        progress.tell(cluster.config().name(), parcel, phase, bytes, null);
    }

    private String workingDir() throws InterruptedException {
        return cluster.workingDir();
    }
}
