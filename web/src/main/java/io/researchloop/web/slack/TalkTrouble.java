package io.researchloop.web.slack;

import io.researchloop.activities.config.ConversationConfig;
import io.researchloop.runner.protocol.Outcome;
import java.util.Locale;

/** Why there is no answer, in words for the person who asked: what happened, and what mends it. */
final class TalkTrouble {
    private TalkTrouble() {}

    static String inWords(Outcome outcome, ConversationConfig limits) {
        return "I could not answer that. "
                + switch (outcome.kind()) {
                    case TIMED_OUT ->
                        "It took longer than " + minutes(limits)
                                + ". Ask for less at once, or raise answer_minutes under [slack].";
                    case BUDGET_SPENT ->
                        String.format(
                                Locale.ROOT,
                                "It came to what an answer may cost, $%.2f, before it was ready. Ask for less at once,"
                                        + " or raise answer_cost_usd under [slack].",
                                limits.answerCostUsd());
                    case USAGE_LIMITED ->
                        "The agent's usage limit is reached"
                                + (outcome.resetsAt() == null ? "" : "; it ends at " + outcome.resetsAt())
                                + ". Ask again then.";
                    case AUTHENTICATION ->
                        "The agent's account on the server's machine is not good: sign in there with `claude`, or give"
                                + " the server a valid ANTHROPIC_API_KEY.";
                    case NO_ROUTE -> "The server does not reach the agent's service. Ask again later.";
                    case OVERLOADED -> "The agent's service is overloaded. Ask again in a minute.";
                    default -> SlackText.escaped(outcome.detail());
                };
    }

    private static String minutes(ConversationConfig limits) {
        long seconds = limits.answerTime().toSeconds();
        return seconds % 60 == 0 ? seconds / 60 + " minutes" : seconds + " seconds";
    }
}
