package io.researchloop.activities.scheduler;

import java.util.Map;

/** Jobs to be. */
final class Jobs {
    private Jobs() {}

    static Job job(long limit, Map<String, String> options) {
        return new Job("rl-sp-1-1", "/work", "/work/it's 100% a", limit, options, null);
    }
}
