package io.researchloop.web.dashboard;

import io.researchloop.activities.store.SprintOrder;
import io.researchloop.web.dashboard.view.Words;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What stands around the list of sprints.
 *
 * @param ask what was asked for
 * @param error what was not understood of it; null if all was
 * @param next the address of the next page; null on the last
 * @param first the address of the first page; null on it
 */
record SprintListView(
        ListAddress ask,
        @Nullable String error,
        List<String> studies,
        List<Tab> tabs,
        List<Order> orders,
        @Nullable Heads heads,
        @Nullable String next,
        @Nullable String first) {
    /** @param count null where it is not known for what is filtered */
    record Tab(
            String key,
            String word,
            String href,
            boolean current,
            @Nullable Integer count) {}

    record Order(String key, String word, boolean current) {
        static List<Order> all(SprintOrder current) {
            return List.of(SprintOrder.values()).stream()
                    .map(order -> new Order(ListAddress.key(order), SprintListView.word(order), order == current))
                    .toList();
        }
    }

    /** The headers that order the list by a press; the time is that of the end where the list is ordered by it. */
    record Heads(Head time, Head cost, boolean byEnd) {
        /** Null for a search, which has one order only. */
        static @Nullable Heads of(ListAddress ask) {
            if (!String.valueOf(ask.q()).isEmpty()) {
                return null;
            }
            SprintOrder order = ask.order();
            boolean byEnd = order == SprintOrder.ENDED_LAST || order == SprintOrder.ENDED_FIRST;
            return new Heads(
                    byEnd
                            ? Head.of(ask, "Ended", SprintOrder.ENDED_LAST, SprintOrder.ENDED_FIRST)
                            : Head.of(ask, "Created", SprintOrder.NEWEST, SprintOrder.OLDEST),
                    Head.of(ask, "Cost", SprintOrder.DEAREST, SprintOrder.CHEAPEST),
                    byEnd);
        }

        public List<Head> all() {
            return List.of(cost, time);
        }
    }

    /** @param sort as {@code aria-sort} has it; null where the list is not ordered by this */
    record Head(String word, String href, @Nullable String sort, String arrow) {
        static Head of(ListAddress ask, String word, SprintOrder falling, SprintOrder rising) {
            SprintOrder order = ask.order();
            String sort = order == falling ? "descending" : order == rising ? "ascending" : null;
            String arrow = order == falling ? "↓" : order == rising ? "↑" : "";
            return new Head(
                    word, ask.sorted(order == falling ? rising : falling).href(), sort, arrow);
        }
    }

    public boolean filtered() {
        return ask.narrowed() || !String.valueOf(ask.study()).isEmpty();
    }

    /** True if what is asked for beyond words, study and status must be seen. */
    public boolean more() {
        return !(ask.loop() + ask.since() + ask.until()).isEmpty() || ask.order() != SprintOrder.NEWEST;
    }

    /** How many of all, where it is known how many there are. */
    public String shown(int rows) {
        return tabs.stream()
                .filter(Tab::current)
                .map(Tab::count)
                .filter(Objects::nonNull)
                .findFirst()
                .map(count -> Words.count(rows) + " of " + Words.count(count))
                .orElse(rows + " shown");
    }

    public String order() {
        return word(ask.order()).toLowerCase(Locale.ROOT);
    }

    public String emptyTitle() {
        String q = String.valueOf(ask.q());
        return !filtered() ? "No sprint yet" : "No sprint matches" + (q.isEmpty() ? " these filters" : " “" + q + "”");
    }

    private static String word(SprintOrder order) {
        return switch (order) {
            case NEWEST -> "Newest first";
            case OLDEST -> "Oldest first";
            case ENDED_LAST -> "Latest end first";
            case ENDED_FIRST -> "Earliest end first";
            case DEAREST -> "Most expensive first";
            case CHEAPEST -> "Cheapest first";
        };
    }
}
