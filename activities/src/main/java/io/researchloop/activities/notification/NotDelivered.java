package io.researchloop.activities.notification;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The channel did not take the notice this time. Its message is shown on pages: it holds no secret. */
public class NotDelivered extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient @Nullable Duration retryAfter;

    public NotDelivered(String message) {
        this(message, null, null);
    }

    public NotDelivered(String message, Throwable cause) {
        this(message, cause, null);
    }

    private NotDelivered(String message, @Nullable Throwable cause, @Nullable Duration retryAfter) {
        super(message, cause);
        this.retryAfter = retryAfter;
    }

    /** The channel says how long it wants to be left alone. */
    public static NotDelivered before(Duration retryAfter, String message) {
        return new NotDelivered(message, null, retryAfter);
    }

    /** Null if the channel did not say. */
    public @Nullable Duration retryAfter() {
        return retryAfter;
    }
}
