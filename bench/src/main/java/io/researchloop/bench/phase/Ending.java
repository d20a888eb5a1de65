package io.researchloop.bench.phase;

import com.google.gson.JsonObject;
import io.researchloop.bench.http.Api;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;

/** Waits for the end of a sprint, as the API tells it. */
final class Ending {
    private static final long POLL_MILLIS = 20;
    private static final Set<String> ENDED = Set.of("completed", "failed", "cancelled");

    private Ending() {}

    static boolean ended(String status) {
        return ENDED.contains(status);
    }

    /**
     * The sprint that has completed.
     *
     * @throws IOException if it ended otherwise, or not in time
     */
    static JsonObject await(Api api, String id, Duration patience) throws IOException, InterruptedException {
        JsonObject sprint = awaitAny(api, id, patience);
        String status = sprint.get("status").getAsString();
        if (!status.equals("completed")) {
            throw new IOException("the instant sprint " + id + " " + status + ": " + sprint.get("error"));
        }
        return sprint;
    }

    /**
     * The sprint that has ended, however it did.
     *
     * @throws IOException if it did not in time
     */
    static JsonObject awaitAny(Api api, String id, Duration patience) throws IOException, InterruptedException {
        long began = System.nanoTime();
        while (true) {
            JsonObject sprint = api.sprint(id);
            String status = sprint.get("status").getAsString();
            if (ended(status)) {
                return sprint;
            }
            if (System.nanoTime() - began > patience.toNanos()) {
                throw new IOException(
                        "the sprint " + id + " is still " + status + " after " + patience.toSeconds() + " s");
            }
            Thread.sleep(POLL_MILLIS);
        }
    }
}
