package io.researchloop.web.dashboard;

import io.researchloop.web.dashboard.view.ClusterView;
import io.researchloop.web.dashboard.view.SprintLine;
import io.researchloop.web.dashboard.view.When;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the home page says.
 *
 * @param endedToday in the last 24 hours
 * @param empty true before the first sprint
 */
record HomeView(
        boolean empty,
        int running,
        int waiting,
        int endedToday,
        List<Need> needs,
        List<SprintLine> runningRows,
        List<SprintLine> waitingRows,
        List<SprintLine> endedRows,
        List<ClusterView> clusters) {
    /** Something that a person should look at. */
    record Need(
            String status,
            String title,
            String text,
            @Nullable When when,
            String href,
            String action) {}

    public String title() {
        return empty ? "Start the first sprint" : needs.isEmpty() ? "Home" : needs.size() + " need you";
    }
}
