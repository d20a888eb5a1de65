package io.researchloop.activities.cluster;

import io.researchloop.activities.config.ClusterConfig;
import java.util.Optional;

/** Takes the key that a login node offers at the first contact, when a person has asked for it. */
public interface FirstContact {
    /**
     * @return the fingerprint of the key that is known from now on; empty if it was known before
     * @throws io.researchloop.activities.transport.HostKeyRefused if another key was known
     */
    Optional<String> accept(ClusterConfig cluster) throws InterruptedException;
}
