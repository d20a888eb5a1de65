package io.researchloop.activities.store;

/** The sprint has a tweak that has not ended; there is one at a time. */
public final class TweakAtWork extends RuntimeException {
    private static final long serialVersionUID = 1;

    TweakAtWork(String tweakId) {
        super("The sprint is being tweaked by " + tweakId + "; wait for its end, or cancel it");
    }
}
