package io.researchloop.web.dashboard;

import io.researchloop.web.dashboard.view.StatusView;
import io.researchloop.web.dashboard.view.When;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the settings page says of notifications.
 *
 * @param trouble how many of the last week's deliveries were given up, or are still tried after they went wrong
 */
record NoticesView(List<Channel> channels, List<Rule> rules, List<Line> lines, int trouble) {
    /**
     * @param target where it goes, or how to set it up
     * @param configured false: nothing can be sent there
     */
    record Channel(String name, String title, String target, boolean configured) {}

    /** @param scope which studies it is for */
    record Rule(String scope, String channel, String events) {}

    /** @param error of the last try; null if there was none, or it arrived */
    record Line(
            StatusView status,
            String title,
            String channel,
            When when,
            @Nullable String error) {}
}
