package io.researchloop.web.dashboard;

import io.researchloop.web.dashboard.view.ClusterView;
import io.researchloop.web.dashboard.view.SpendWeek;
import io.researchloop.web.dashboard.view.SprintLine;
import io.researchloop.web.dashboard.view.When;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the home page says.
 *
 * @param news what ended since the last visit; null at the first
 * @param empty true before the first sprint
 * @param spend null if nothing was spent lately
 * @param loops true if a study allows them
 */
record HomeView(
        boolean empty,
        int running,
        int waiting,
        @Nullable News news,
        List<Need> needs,
        List<SprintLine> runningRows,
        List<SprintLine> waitingRows,
        List<Ended> endedRows,
        @Nullable SpendWeek spend,
        List<ClusterView> clusters,
        boolean loops) {
    /** Something that a person should look at. */
    record Need(
            String status,
            String title,
            String text,
            @Nullable When when,
            String href,
            String action) {}

    /** @param any false if nothing ended since */
    record News(String count, boolean any, When since) {}

    /** @param fresh true if it ended since the last visit */
    record Ended(SprintLine line, boolean fresh) {}

    public String title() {
        return empty ? "Start the first sprint" : needs.isEmpty() ? "Home" : needs.size() + " need you";
    }
}
