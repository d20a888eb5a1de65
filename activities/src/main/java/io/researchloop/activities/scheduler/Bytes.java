package io.researchloop.activities.scheduler;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Amounts of memory as schedulers write them. */
final class Bytes {
    private static final Pattern WRITTEN =
            Pattern.compile("(\\d{1,15}(?:\\.\\d{1,9})?) *([KMGTP]?)B?", Pattern.CASE_INSENSITIVE);

    private Bytes() {}

    /** In powers of 1024; 0 for what is no amount. */
    static long parse(String written) {
        return parse(written, 1024);
    }

    /** Grid Engine's, where a small letter counts in thousands (sge_types(5), memory_specifier); 0 for what is no amount. */
    static long parseGridEngine(String written) {
        return parse(written, 1000);
    }

    private static long parse(String written, int baseOfSmallLetters) {
        Matcher amount = WRITTEN.matcher(written);
        if (!amount.matches()) {
            return 0;
        }
        String unit = amount.group(2);
        int base = !unit.isEmpty() && Character.isLowerCase(unit.charAt(0)) ? baseOfSmallLetters : 1024;
        int power = unit.isEmpty() ? 0 : " KMGTP".indexOf(unit.toUpperCase(Locale.ROOT));
        return Math.round(Double.parseDouble(amount.group(1)) * Math.pow(base, power));
    }
}
