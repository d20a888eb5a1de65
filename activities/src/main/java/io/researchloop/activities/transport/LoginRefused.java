package io.researchloop.activities.transport;

/** The login node takes none of the keys, or not this user. */
public class LoginRefused extends ClusterUnavailable {
    private static final long serialVersionUID = 1L;

    public LoginRefused(String message) {
        super(message);
    }
}
