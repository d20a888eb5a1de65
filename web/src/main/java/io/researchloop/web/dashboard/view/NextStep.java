package io.researchloop.web.dashboard.view;

import org.jspecify.annotations.Nullable;

/**
 * Something to do after a failure.
 *
 * @param action the button's words; null if there is nothing to press
 * @param href where the button leads
 */
public record NextStep(
        String title,
        String text,
        @Nullable String action,
        @Nullable String href) {}
