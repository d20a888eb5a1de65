package io.researchloop.web.dashboard.view;

import org.jspecify.annotations.Nullable;

/**
 * A line of a list of details.
 *
 * @param code true if the value is for machines too: an id, a path
 * @param when the value as a moment; then {@code value} is empty
 * @param href where the value leads; null: nowhere
 * @param copied the id of the element that a button copies; null: there is no such button
 */
public record Detail(
        String label,
        String value,
        boolean code,
        @Nullable When when,
        @Nullable String href,
        @Nullable String copied) {
    public static Detail text(String label, String value) {
        return new Detail(label, value, false, null, null, null);
    }

    public static Detail code(String label, String value) {
        return new Detail(label, value, true, null, null, null);
    }

    static Detail when(String label, When when) {
        return new Detail(label, "", false, when, null, null);
    }

    static Detail link(String label, String value, String href) {
        return new Detail(label, value, true, null, href, null);
    }

    /** A link in words. */
    public static Detail reference(String label, String value, String href) {
        return new Detail(label, value, false, null, href, null);
    }

    /** With a button that copies it. */
    static Detail copied(String label, String value, String id) {
        return new Detail(label, value, true, null, null, id);
    }

    /** Long ones take the line below their label. */
    public boolean tall() {
        return value.length() > 40;
    }
}
