package io.researchloop.web.dashboard;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The form for a new sprint, as it is shown: with what was typed, and what is wrong with it.
 *
 * @param study null before one is chosen
 * @param agents what can be chosen; one of them is no choice
 * @param budgetDefault what the study says, shown where nothing is typed
 * @param options one {@code name = value} a line
 * @param key makes a form that is sent twice start one sprint
 */
record SprintForm(
        List<String> studies,
        @Nullable String study,
        String idea,
        List<String> agents,
        String agent,
        String model,
        String modelDefault,
        String budget,
        String budgetDefault,
        String options,
        String key,
        @Nullable String error) {}
