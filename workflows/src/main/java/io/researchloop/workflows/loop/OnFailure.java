package io.researchloop.workflows.loop;

/** What a loop does when a sprint failed, or no usable idea came. */
public enum OnFailure {
    /** It ends as {@link LoopStatus#FAILED}. */
    STOP,
    /** It goes on with the next sprint. */
    SKIP,
    /** It tries again, up to {@link LoopPolicy#MOST_TRIES} times in all, and then stops. */
    RETRY
}
