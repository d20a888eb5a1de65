package io.researchloop.web.dashboard.view;

import org.jspecify.annotations.Nullable;

/**
 * A line of a list of details.
 *
 * @param code true if the value is for machines too: an id, a path
 * @param when the value as a moment; then {@code value} is empty
 * @param href where the value leads; null: nowhere
 */
public record Detail(
        String label,
        String value,
        boolean code,
        @Nullable When when,
        @Nullable String href) {
    static Detail text(String label, String value) {
        return new Detail(label, value, false, null, null);
    }

    static Detail code(String label, String value) {
        return new Detail(label, value, true, null, null);
    }

    static Detail when(String label, When when) {
        return new Detail(label, "", false, when, null);
    }

    static Detail link(String label, String value, String href) {
        return new Detail(label, value, true, null, href);
    }

    /** Long ones take the line below their label. */
    public boolean tall() {
        return value.length() > 40;
    }
}
