package io.researchloop.web.dashboard;

import io.researchloop.web.command.Rejection;
import org.jspecify.annotations.Nullable;

/** Numbers as people type them into forms; an empty field is null. */
final class Numbers {
    private Numbers() {}

    /** @throws Rejection if it is no whole number */
    static @Nullable Integer whole(String field, @Nullable String text) {
        String number = blankToNull(text);
        if (number == null) {
            return null;
        }
        try {
            return Integer.valueOf(number);
        } catch (NumberFormatException e) {
            throw Rejection.invalid(field + ": expected a whole number, found “" + shortened(number) + "”");
        }
    }

    /** @throws Rejection if it is no number */
    static @Nullable Double decimal(String field, @Nullable String text) {
        String number = blankToNull(text);
        if (number == null) {
            return null;
        }
        try {
            return Double.valueOf(number);
        } catch (NumberFormatException e) {
            throw Rejection.invalid(field + ": expected a number, found “" + shortened(number) + "”");
        }
    }

    /** US dollars, with or without the sign. */
    static @Nullable Double amount(String field, @Nullable String text) {
        String amount = blankToNull(text);
        if (amount == null) {
            return null;
        }
        try {
            return Double.valueOf(amount.replace("$", "").strip());
        } catch (NumberFormatException e) {
            throw Rejection.invalid(
                    field + ": expected an amount in US dollars like 8 or 2.50, found “" + shortened(amount) + "”");
        }
    }

    private static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    private static String shortened(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40) + "…";
    }
}
