package io.researchloop.web.webhook;

import java.util.LinkedHashSet;
import java.util.Set;

/** The attempts that were heard of lately; spares the inbox a look for each heartbeat. Forgetting one does no harm. */
final class RecentAttempts {
    private static final int MAX = 4096;

    private final Set<String> keys = new LinkedHashSet<>();

    synchronized boolean contains(String sprintId, int attempt) {
        return keys.contains(key(sprintId, attempt));
    }

    synchronized void add(String sprintId, int attempt) {
        keys.add(key(sprintId, attempt));
        if (keys.size() > MAX) {
            keys.remove(keys.iterator().next());
        }
    }

    private static String key(String sprintId, int attempt) {
        return sprintId + "/" + attempt;
    }
}
