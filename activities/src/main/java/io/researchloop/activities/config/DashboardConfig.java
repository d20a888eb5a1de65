package io.researchloop.activities.config;

import org.jspecify.annotations.Nullable;

/**
 * {@code [dashboard]}.
 *
 * @param host the address to listen on
 * @param passwordHash from the file or the environment
 * @param password in plain, only ever from the environment; hashed at start. It is null when
 *     {@code RESEARCHLOOP_DASHBOARD_PASSWORD_HASH} is set too, and when it is not null there is no hash
 */
public record DashboardConfig(
        boolean enabled,
        String host,
        int port,
        @Nullable Secret passwordHash,
        @Nullable Secret password) {
    /** Characters; who sets a password on a page needs so many. */
    public static final int SHORT_PASSWORD = 8;

    /** What bcrypt reads of one. */
    public static final int MOST_PASSWORD_BYTES = 72;
}
