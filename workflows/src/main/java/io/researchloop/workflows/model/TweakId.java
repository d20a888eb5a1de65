package io.researchloop.workflows.model;

import java.util.Locale;
import java.util.regex.Pattern;

/** A tweak's id, {@code tw-} and 8 hexadecimal digits: what tells it from a sprint's. */
public final class TweakId {
    private static final Pattern ID = Pattern.compile("tw-[0-9a-f]{8}");

    private TweakId() {}

    public static String of(int number) {
        return String.format(Locale.ROOT, "tw-%08x", number);
    }

    public static boolean is(String id) {
        return ID.matcher(id).matches();
    }
}
