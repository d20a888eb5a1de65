package io.researchloop.web.dashboard;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What stands around the list of sprints.
 *
 * @param status a status' key; empty: all
 * @param older the address of the next page; null on the last
 * @param newest the address of the first page; null on it
 */
record SprintListView(
        List<String> studies,
        String q,
        String study,
        String status,
        List<Tab> tabs,
        @Nullable String older,
        @Nullable String newest) {
    /** @param count null where it is not known for what is filtered */
    record Tab(
            String key,
            String word,
            String href,
            boolean current,
            @Nullable Integer count) {}

    public boolean filtered() {
        return !q.isEmpty() || !study.isEmpty() || !status.isEmpty();
    }

    public String emptyTitle() {
        return !filtered() ? "No sprint yet" : "No sprint matches" + (q.isEmpty() ? " these filters" : " “" + q + "”");
    }
}
