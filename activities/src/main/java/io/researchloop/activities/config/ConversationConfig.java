package io.researchloop.activities.config;

import java.time.Duration;
import java.util.List;

/**
 * The part of {@code [slack]} about free talk with the agent.
 *
 * @param enabled whether the agent answers
 * @param days for how many days a thread in which nothing is said is remembered
 * @param answerTime the longest an answer may take
 * @param answerCostUsd the most an answer may cost, in US dollars
 * @param environment names of variables that the agent gets of the server's beside its own; one that ends in {@code *}
 *     stands for all that begin so
 */
public record ConversationConfig(
        boolean enabled, int days, Duration answerTime, double answerCostUsd, List<String> environment) {
    public static final ConversationConfig DEFAULT =
            new ConversationConfig(true, 30, Duration.ofMinutes(10), 2, List.of());

    public ConversationConfig {
        environment = List.copyOf(environment);
    }
}
