package io.researchloop.activities.cluster;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/**
 * The clusters that somebody wants to be looked at now. A wish is not kept: whoever starts a server looks at once anyway.
 */
@Component
public class WantedLooks {
    private final Set<String> clusters = ConcurrentHashMap.newKeySet();

    /** The next look at this cluster comes as soon as is polite; several wishes are one. */
    public void want(String cluster) {
        clusters.add(cluster);
    }

    /** Until that look begins. */
    public boolean isWanted(String cluster) {
        return clusters.contains(cluster);
    }

    /** A look begins; who wants one from now on gets another. */
    void begun(String cluster) {
        clusters.remove(cluster);
    }
}
