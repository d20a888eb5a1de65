package io.researchloop.activities.transport;

/** The login node's key is not known, or not the one that was known; the message says which, and what to do. */
public class HostKeyRefused extends ClusterUnavailable {
    private static final long serialVersionUID = 1L;

    public HostKeyRefused(String message) {
        super(message);
    }
}
