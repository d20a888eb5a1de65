package io.researchloop.web.result;

import io.researchloop.activities.store.Spending;
import io.researchloop.activities.store.SprintDetail;
import io.researchloop.activities.store.SprintStore;
import io.researchloop.web.command.Rejection;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import org.springframework.stereotype.Component;

/** Reads what is to be compared. */
@Component
public class Comparisons {
    /** More columns fit no page. */
    public static final int MOST = 8;

    private final SprintStore sprints;
    private final Spending spending;
    private final Clock clock;

    Comparisons(SprintStore sprints, Spending spending, Clock clock) {
        this.sprints = sprints;
        this.spending = spending;
        this.clock = clock;
    }

    /**
     * @param ids separated by commas or spaces; repeats count once
     * @throws Rejection if they are fewer than 2 or more than {@value #MOST}, or one is unknown
     */
    public Comparison of(String ids) {
        List<String> wanted = Arrays.stream(ids.split("[,\\s]+"))
                .filter(id -> !id.isBlank())
                .distinct()
                .toList();
        if (wanted.size() < 2 || wanted.size() > MOST) {
            throw Rejection.invalid("ids: expected 2 to " + MOST + " different sprints, found " + wanted.size());
        }
        List<SprintDetail> details = wanted.stream()
                .map(id -> sprints.detail(id).orElseThrow(() -> Rejection.unknown("Sprint not found: " + shown(id))))
                .toList();
        return Comparison.of(details, spending::ofSprint, clock.instant());
    }

    private static String shown(String id) {
        return id.length() <= 40 ? id : id.substring(0, 40) + "…";
    }
}
