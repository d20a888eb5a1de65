package io.researchloop.activities.config;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/** Reads {@code [slack]}. */
final class SlackReader {
    private static final int MOST_DAYS = 3_650;
    private static final int MOST_MINUTES = 1_440;
    private static final int MOST_USD = 1_000;
    private static final String OURS = "RESEARCHLOOP_";
    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*\\*?");

    private final Values values;

    SlackReader(Values values) {
        this.values = values;
    }

    SlackConfig read() {
        return new SlackConfig(
                values.secret("bot_token"),
                values.secret("signing_secret"),
                values.secret("app_token"),
                values.line("channel_id"),
                new LinkedHashSet<>(values.lines("allowed_user_ids")),
                values.flag("restrict_to_channel", false),
                conversation(ConversationConfig.DEFAULT),
                values.address("api_url"));
    }

    private ConversationConfig conversation(ConversationConfig otherwise) {
        Double minutes = values.positive("answer_minutes", MOST_MINUTES);
        return new ConversationConfig(
                values.flag("conversation", otherwise.enabled()),
                Objects.requireNonNullElse(values.integer("conversation_days", 1, MOST_DAYS), otherwise.days()),
                minutes == null ? otherwise.answerTime() : Duration.ofMillis(Math.max(1, Math.round(minutes * 60_000))),
                Objects.requireNonNullElse(values.positive("answer_cost_usd", MOST_USD), otherwise.answerCostUsd()),
                environment());
    }

    private List<String> environment() {
        List<String> names = values.lines("agent_environment");
        for (String name : names) {
            if (!VARIABLE.matcher(name).matches()) {
                fault(
                        name,
                        "is neither a variable's name, such as AWS_REGION, nor a beginning of names, such as AWS_*");
            } else if (takesOurs(name)) {
                fault(name, "takes in the server's own secrets, which no agent gets");
            }
        }
        return names;
    }

    private static boolean takesOurs(String name) {
        String beginning = name.replace("*", "");
        return name.startsWith(OURS) || (name.endsWith("*") && OURS.startsWith(beginning));
    }

    private void fault(String name, String why) {
        values.section().fault("agent_environment", Quoted.of(name) + " " + why);
    }
}
