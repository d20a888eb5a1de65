package io.researchloop.web.dashboard.view;

import io.researchloop.runner.protocol.Issues;
import io.researchloop.runner.protocol.StepReport;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the steps of the review came to, in words: of what a runner did not count nothing is said. */
final class ReviewRemarks {
    private static final Pattern FIX = Pattern.compile("fix_(\\d+)");

    private ReviewRemarks() {}

    /** By the step's name. */
    static Map<String, String> of(List<StepReport> steps) {
        Map<String, Issues> counted = new HashMap<>();
        for (StepReport step : steps) {
            if (step.issues() != null) {
                counted.put(step.name(), step.issues());
            }
        }
        Map<String, String> remarks = new HashMap<>();
        counted.forEach((name, issues) -> {
            Matcher fix = FIX.matcher(name);
            remarks.put(name, fix.matches() ? settled(issues, counted.get("red_team_" + fix.group(1))) : found(issues));
        });
        return remarks;
    }

    private static String found(Issues issues) {
        if (issues.nothingCritical()) {
            // The verdict rules: with an issue against it, the count is not to be trusted.
            return issues.total() == 0 || issues.critical() > 0
                    ? "No critical issues"
                    : Words.counted(issues.total(), "issue") + ", none critical";
        }
        return Words.counted(issues.total(), "issue")
                + (issues.critical() == 0 ? "" : ", " + issues.critical() + " critical");
    }

    /** An issue that the review found and the fix passes over is not fixed. */
    private static String settled(Issues issues, @Nullable Issues found) {
        int all = Math.max(issues.total(), found == null ? 0 : found.total());
        return issues.fixed() + " of " + all + " fixed"
                + (issues.refuted() == 0 ? "" : ", " + issues.refuted() + " refuted")
                + (issues.limitations() == 0 ? "" : ", " + Words.counted(issues.limitations(), "limitation"));
    }
}
