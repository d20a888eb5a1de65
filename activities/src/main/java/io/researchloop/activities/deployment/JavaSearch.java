package io.researchloop.activities.deployment;

import io.researchloop.activities.cluster.ClusterAccess;
import io.researchloop.activities.config.ClusterConfig;
import io.researchloop.activities.config.SchedulerType;
import io.researchloop.activities.config.TransportType;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Finds the Java for a cluster's jobs: the configured one wins, then what is there, and a runtime of ours is the last. */
final class JavaSearch {
    /** A {@code java} in the configuration that asks for the runtime of ours, whatever is there. */
    static final String BUNDLED = "bundled";

    private static final Duration REMEMBERED = Duration.ofHours(1);

    private final Clock clock;
    private final Map<String, Known> known = new ConcurrentHashMap<>();

    JavaSearch(Clock clock) {
        this.clock = clock;
    }

    private record Known(JavaChoice choice, Instant until) {}

    /** As it was found within the last hour, else by a look. */
    JavaChoice remembered(ClusterAccess cluster) throws InterruptedException {
        Known before = known.get(cluster.config().name());
        return before != null && clock.instant().isBefore(before.until()) ? before.choice() : look(cluster);
    }

    JavaChoice look(ClusterAccess cluster) throws InterruptedException {
        JavaChoice choice = choose(cluster);
        known.put(cluster.config().name(), new Known(choice, clock.instant().plus(REMEMBERED)));
        return choice;
    }

    private static JavaChoice choose(ClusterAccess cluster) throws InterruptedException {
        ClusterConfig config = cluster.config();
        String java = config.java();
        boolean bundled = BUNDLED.equals(java);
        if (java != null && !bundled) {
            return new JavaChoice.Configured(java);
        }
        if (!bundled && config.schedulerType() == SchedulerType.LOCAL && config.transport() == TransportType.LOCAL) {
            return new JavaChoice.Own(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString());
        }
        ClusterProbe probe = ClusterProbe.of(cluster.shell(), config.setup());
        String path = probe.java();
        if (bundled || path == null) {
            return new JavaChoice.Sent(probe, null);
        }
        if (!probe.hasJava()) {
            return new JavaChoice.Sent(probe, probe.version().isEmpty() ? path : probe.version());
        }
        // With set-up lines the name is meant: a module may lie elsewhere on the nodes.
        return new JavaChoice.Found(
                config.setup().isEmpty() ? path : "java", probe.feature().orElseThrow());
    }
}
