package io.researchloop.runner.agent;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;

/**
 * What all steps of one attempt of the scripted agent share.
 *
 * @param grace how long a command, or a script that ignores the request to end, gets before it is killed
 */
record ScriptedSetting(int attempt, Map<String, String> environment, Duration grace, Clock clock) {
    ScriptedSetting {
        environment = Map.copyOf(environment);
    }
}
