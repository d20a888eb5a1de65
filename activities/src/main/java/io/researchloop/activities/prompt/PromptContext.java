package io.researchloop.activities.prompt;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the prompts of a sprint are made from.
 *
 * @param idea as the user stated it; reaches the agent unchanged
 * @param guidance of the loop that it belongs to; may be empty
 * @param context as {@code ContextAssembler} puts it together; may be empty
 * @param directory the sprint's, on the cluster
 * @param redTeamMaxRounds 0 and up
 * @param timeLimit for the whole sprint
 * @param maxCostUsd for the whole sprint; null: no limit
 * @param brief null if the sprint has its idea
 */
public record PromptContext(
        String studyName,
        String sprintId,
        String idea,
        String guidance,
        String context,
        String directory,
        int redTeamMaxRounds,
        Duration timeLimit,
        @Nullable Double maxCostUsd,
        @Nullable IdeaBrief brief) {
    /** A longer idea stands in the first prompt only; the later ones point to its file. */
    private static final int SHORT_IDEA = 4_000;

    /** The variables of the templates. None is ever absent, so that a misspelt one can be told. */
    Map<String, Object> variables(int round) {
        Map<String, Object> variables = new LinkedHashMap<>();
        variables.put("study", studyName);
        variables.put("sprint", sprintId);
        variables.put("idea", idea);
        variables.put("ideaIsShort", idea.length() <= SHORT_IDEA);
        put(variables, "guidance", guidance);
        variables.put("context", context);
        variables.put("hasContext", !context.isBlank());
        variables.put("directory", directory);
        variables.put("round", round);
        variables.put("maxRounds", redTeamMaxRounds);
        variables.put("timeLimit", inWords(timeLimit));
        variables.put("hasBudget", maxCostUsd != null);
        variables.put("budget", maxCostUsd == null ? "" : String.format(Locale.ROOT, "$%.2f", maxCostUsd));
        IdeaBrief wanted = brief == null ? new IdeaBrief("", "", "", "", "") : brief;
        variables.put("task", wanted.task());
        put(variables, "parent", wanted.parent());
        put(variables, "results", wanted.results());
        put(variables, "deadEnds", wanted.deadEnds());
        put(variables, "metric", wanted.metric());
        return variables;
    }

    /** With a flag that says whether there is any. */
    private static void put(Map<String, Object> variables, String name, String text) {
        variables.put(name, text.strip());
        variables.put("has" + name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1), !text.isBlank());
    }

    private static String inWords(Duration time) {
        long minutes = Math.max(1, time.toMinutes());
        String hours = minutes >= 60 ? count(minutes / 60, "hour") : "";
        String rest = minutes % 60 == 0 ? "" : count(minutes % 60, "minute");
        return hours.isEmpty() || rest.isEmpty() ? hours + rest : hours + " " + rest;
    }

    private static String count(long number, String unit) {
        return number + " " + unit + (number == 1 ? "" : "s");
    }
}
