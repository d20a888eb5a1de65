package io.researchloop.activities.deployment;

import org.jspecify.annotations.Nullable;

/** Which Java the jobs of a cluster run on. */
sealed interface JavaChoice {
    /** In one line, for people. */
    String words();

    /** As the configuration says. It is not tried: the nodes may have what the login node lacks. */
    record Configured(String command) implements JavaChoice {
        @Override
        public String words() {
            return command + ", as configured";
        }
    }

    /** The one that runs this server, for jobs on this machine. */
    record Own(String command) implements JavaChoice {
        @Override
        public String words() {
            return "Java " + Runtime.version().feature() + ", the one of this server";
        }
    }

    /** On the login node, after the set-up lines. */
    record Found(String command, int feature) implements JavaChoice {
        @Override
        public String words() {
            return "Java " + feature + ", " + command + " on the login node";
        }
    }

    /**
     * None there will do, so that a runtime is sent.
     *
     * @param instead what was found and is too old; null if nothing was
     */
    record Sent(ClusterProbe probe, @Nullable String instead) implements JavaChoice {
        @Override
        public String words() {
            return "a runtime of ours, for " + probe.platform();
        }
    }
}
