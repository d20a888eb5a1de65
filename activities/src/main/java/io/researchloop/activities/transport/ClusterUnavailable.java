package io.researchloop.activities.transport;

/** The cluster cannot be reached or does not answer in time. Tried again; never a reason to fail a sprint. */
public class ClusterUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ClusterUnavailable(String message) {
        super(message);
    }

    public ClusterUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
