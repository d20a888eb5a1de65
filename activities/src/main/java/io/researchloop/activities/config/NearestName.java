package io.researchloop.activities.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds what somebody most likely meant by a misspelt name. */
public final class NearestName {
    private NearestName() {}

    /** Empty when nothing is near enough to be more help than confusion. */
    static Optional<String> among(Collection<String> names, String wrong) {
        return names.stream()
                .filter(name -> distance(name, wrong) <= tolerance(name, wrong))
                .min(Comparator.comparingInt((String name) -> distance(name, wrong))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** Ready to be appended to a message: {@code "; did you mean "port"?"}, or nothing. */
    static String hint(Collection<String> names, String wrong) {
        return among(names, wrong)
                .map(name -> "; did you mean \"" + name + "\"?")
                .orElse("");
    }

    private static int tolerance(String name, String wrong) {
        return Math.max(1, Math.min(name.length(), wrong.length()) / 3);
    }

    /** Insertions, deletions, replacements and swaps of neighbours; upper and lower case are the same. */
    public static int distance(String first, String second) {
        String a = first.toLowerCase(Locale.ROOT).replace('-', '_');
        String b = second.toLowerCase(Locale.ROOT).replace('-', '_');
        // A long key is no misspelling; without this a key of a megabyte would cost minutes.
        if (Math.abs(a.length() - b.length()) > 20 || Math.max(a.length(), b.length()) > 200) {
            return Integer.MAX_VALUE;
        }
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                cost[i][j] = cell(cost, a, b, i, j);
            }
        }
        return cost[a.length()][b.length()];
    }

    private static int cell(int[][] cost, String a, String b, int i, int j) {
        if (i == 0 || j == 0) {
            return i + j;
        }
        boolean same = a.charAt(i - 1) == b.charAt(j - 1);
        int least = Math.min(Math.min(cost[i - 1][j], cost[i][j - 1]) + 1, cost[i - 1][j - 1] + (same ? 0 : 1));
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(least, cost[i - 2][j - 2] + 1) : least;
    }
}
