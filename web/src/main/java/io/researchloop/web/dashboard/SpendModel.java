package io.researchloop.web.dashboard;

import io.researchloop.activities.store.Spending;
import io.researchloop.web.dashboard.view.SpendWeek;
import io.researchloop.workflows.model.Spend;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What all studies have spent in the last seven days, today included. */
@Component
class SpendModel {
    private static final int DAYS = 7;

    private final Spending spending;

    SpendModel(Spending spending) {
        this.spending = spending;
    }

    /** Null if that is nothing. */
    @Nullable
    SpendWeek week(Instant now, ZoneId zone) {
        LocalDate today = now.atZone(zone).toLocalDate();
        List<Map<String, Spend>> days = IntStream.range(0, DAYS)
                .mapToObj(i -> today.minusDays(DAYS - 1 - i))
                .map(day -> spending.between(
                        day.atStartOfDay(zone).toInstant(),
                        day.plusDays(1).atStartOfDay(zone).toInstant()))
                .toList();
        return days.stream().allMatch(Map::isEmpty) ? null : SpendWeek.of(days, today);
    }
}
