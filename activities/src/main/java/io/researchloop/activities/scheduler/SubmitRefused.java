package io.researchloop.activities.scheduler;

/** The scheduler does not take the job, and would not take it a second time either. */
public class SubmitRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public SubmitRefused(String message) {
        super(message);
    }
}
