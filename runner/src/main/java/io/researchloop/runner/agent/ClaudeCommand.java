package io.researchloop.runner.agent;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How Claude Code is called. The user's command line is shell text, perhaps with quotes, assignments before it, or more
 * than one command ({@code module load claude && claude …}), so bash reads it; our options follow as arguments, which
 * no shell reads. There is no {@code exec}: it would not take assignments, and bash replaces itself by its last command
 * anyway where it can.
 */
final class ClaudeCommand {
    private static final String SKIP_PERMISSIONS = "--dangerously-skip-permissions";
    private static final String SANDBOX_VARIABLE = "IS_SANDBOX";

    private ClaudeCommand() {}

    static List<String> argv(
            String commandLine, ClaudeSession session, @Nullable String model, @Nullable Double budgetUsd) {
        List<String> argv = new ArrayList<>(List.of("bash", "-c", commandLine + " \"$@\"", "claude"));
        argv.addAll(List.of("-p", "--verbose", "--output-format", "stream-json", "--input-format", "stream-json"));
        argv.addAll(session.options());
        if (model != null && !model.isBlank()) {
            argv.addAll(List.of("--model", model));
        }
        if (budgetUsd != null) {
            argv.addAll(List.of("--max-budget-usd", dollars(budgetUsd)));
        }
        return argv;
    }

    /** Claude Code refuses to skip permissions as root unless it is told that it runs in a sandbox. */
    static boolean needsSandboxWord(String commandLine, Map<String, String> environment, boolean root) {
        return root && commandLine.contains(SKIP_PERMISSIONS) && !environment.containsKey(SANDBOX_VARIABLE);
    }

    static Map<String, String> withSandboxWord(Map<String, String> environment) {
        Map<String, String> copy = new TreeMap<>(environment);
        copy.put(SANDBOX_VARIABLE, "1");
        return copy;
    }

    /** The command line without the word that lets the agent do everything unasked. */
    static String careful(String commandLine) {
        return commandLine.replace(SKIP_PERMISSIONS, "");
    }

    private static String dollars(double amount) {
        return BigDecimal.valueOf(amount)
                .setScale(6, RoundingMode.DOWN)
                .stripTrailingZeros()
                .toPlainString();
    }
}
