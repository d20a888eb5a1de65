package io.researchloop.web.dashboard;

import io.researchloop.activities.store.SprintStore;
import io.researchloop.web.dashboard.view.Forecast;
import java.time.Clock;
import org.springframework.stereotype.Component;

/** Makes forecasts from the sprints that have finished. */
@Component
class Forecasts {
    /** An estimate goes by the newest ones: what a study's sprints do changes with time. */
    static final int FINISHED = 25;

    private final SprintStore sprints;
    private final Clock clock;

    Forecasts(SprintStore sprints, Clock clock) {
        this.sprints = sprints;
        this.clock = clock;
    }

    /** For one look. */
    Forecast now() {
        return new Forecast(
                (study, agent) -> sprints.runTimes(study, agent, FINISHED), clock.instant(), clock.getZone());
    }
}
