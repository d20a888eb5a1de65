package io.researchloop.web.dashboard.view;

import io.researchloop.activities.deployment.Deployment;
import org.jspecify.annotations.Nullable;

/**
 * Something on its way to a cluster, or that did not get there.
 *
 * @param done in MB or so, with its frame
 * @param error null while it is on its way
 */
public record DeploymentView(
        String title,
        String done,
        long bytes,
        long total,
        @Nullable String error) {

    /** Null when there is nothing to say: what has arrived is no news. */
    static @Nullable DeploymentView of(@Nullable Deployment deployment) {
        if (deployment == null) {
            return null;
        }
        String what = deployment.what().equals("runtime") ? "The Java runtime" : "The runner";
        return switch (deployment.phase()) {
            case READY -> null;
            case SENDING -> view(deployment, what + " is being sent");
            case WAITING -> view(deployment, what + " is being sent by another orchestrator");
            case INSTALLING -> view(deployment, what + " has been sent; it is verified and unpacked");
            case FAILED -> view(deployment, what + " could not be brought there");
        };
    }

    private static DeploymentView view(Deployment deployment, String title) {
        return new DeploymentView(
                title,
                Words.bytes(deployment.bytes()) + " of " + Words.bytes(deployment.total()),
                deployment.bytes(),
                deployment.total(),
                deployment.error());
    }
}
