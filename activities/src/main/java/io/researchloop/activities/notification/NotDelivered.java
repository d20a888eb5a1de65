package io.researchloop.activities.notification;

/** The channel did not take the notice this time. */
public class NotDelivered extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public NotDelivered(String message) {
        super(message);
    }

    public NotDelivered(String message, Throwable cause) {
        super(message, cause);
    }
}
