package io.researchloop.activities.inspection;

import io.researchloop.activities.config.ClusterConfig;
import io.researchloop.activities.config.Configuration;
import io.researchloop.activities.config.TransportType;
import io.researchloop.activities.transport.ClusterUnavailable;
import io.researchloop.activities.transport.LocalShell;
import java.util.List;
import java.util.Optional;

/** Looks for the agent of a cluster that is reached without SSH, before there is a server. */
public final class AgentHere {
    private AgentHere() {}

    /**
     * Takes a second or two: the agent is asked for its version.
     *
     * @return empty if the cluster is reached by SSH, or if its studies need no agent
     */
    public static Optional<Finding> look(Configuration configuration, ClusterConfig cluster)
            throws InterruptedException {
        List<String> agents = AgentLink.commands(configuration, cluster);
        if (cluster.transport() != TransportType.LOCAL || agents.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(AgentLink.look(new LocalShell(), cluster, agents));
        } catch (ClusterUnavailable e) {
            return Optional.of(Finding.failed(Link.AGENT, String.valueOf(e.getMessage()), ""));
        }
    }
}
