package io.researchloop.activities.inspection;

/** What stands between this server and a sprint on a cluster, in the order in which it is tried. */
public enum Link {
    NETWORK("network"),
    HOST_KEY("host key"),
    SIGN_IN("sign-in"),
    SHELL("shell"),
    SCHEDULER("scheduler"),
    WORKING_DIRECTORY("working directory"),
    JAVA("java"),
    AGENT("agent"),
    CALLBACK("callback"),
    CLOCK("clock");

    private final String words;

    Link(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }
}
