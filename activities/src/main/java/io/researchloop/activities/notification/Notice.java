package io.researchloop.activities.notification;

import io.researchloop.workflows.model.SprintStatus;
import org.jspecify.annotations.Nullable;

/**
 * What people are told.
 *
 * @param title one line
 * @param message plain text; may be empty
 * @param link to the sprint's page; null if this server has no address that others can reach
 */
public record Notice(
        SprintStatus status,
        String title,
        String message,
        @Nullable String link) {}
