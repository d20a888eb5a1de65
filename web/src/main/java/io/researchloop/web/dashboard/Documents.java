package io.researchloop.web.dashboard;

import io.researchloop.runner.protocol.SprintFiles;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A text of a sprint, with its neighbours.
 *
 * @param artifact the file it is from; null if it is not among the artifacts
 * @param rounds findings and the rounds of red-teaming and fixing, in order; empty for the report
 * @param current the path of the one that is shown
 */
record Documents(String title, @Nullable String artifact, List<Round> rounds, String current) {
    private static final Pattern ROUND = Pattern.compile("(red_team|fixes)_round_(\\d{1,4})\\.md");

    /** @param path below {@code findings/} in the address */
    record Round(String path, String title, String file) {}

    static boolean isFindings(String file) {
        return file.equals(SprintFiles.FINDINGS) || ROUND.matcher(file).matches();
    }

    /** Those that are there, findings first, then round by round. */
    static List<Round> rounds(Set<String> files) {
        return files.stream()
                .filter(Documents::isFindings)
                .sorted(Comparator.comparingInt(Documents::order).thenComparing(Comparator.reverseOrder()))
                .map(Documents::round)
                .toList();
    }

    private static int order(String file) {
        Matcher round = ROUND.matcher(file);
        return round.matches() ? Integer.parseInt(round.group(2)) : 0;
    }

    private static Round round(String file) {
        Matcher round = ROUND.matcher(file);
        if (!round.matches()) {
            return new Round("", "Findings", file);
        }
        boolean fix = round.group(1).equals("fixes");
        return new Round(
                (fix ? "fixes-" : "red-team-") + round.group(2), (fix ? "Fixes " : "Red-team ") + round.group(2), file);
    }
}
