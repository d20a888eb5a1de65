package io.researchloop.activities.sprint;

import io.researchloop.activities.config.ClusterConfig;
import java.util.Optional;

/** Where a runner on a cluster reaches this server. */
public interface CallbackAddress {
    /** Without a trailing slash; empty if it cannot, so that its files must tell. */
    Optional<String> from(ClusterConfig cluster);
}
