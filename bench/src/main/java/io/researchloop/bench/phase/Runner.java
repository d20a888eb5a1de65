package io.researchloop.bench.phase;

import io.researchloop.bench.http.Address;
import io.researchloop.bench.http.Api;
import io.researchloop.bench.http.RequestFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A live sprint's runner: what one needs to speak as it. */
public record Runner(String sprintId, String token) {
    private static final Pattern TOKEN = Pattern.compile("RESEARCHLOOP_WEBHOOK_TOKEN='?([0-9a-f]{64})'?\\s*");
    private static final long POLL_MILLIS = 100;
    private static final int POLLS = 1_200;

    /** Waits until the sprint's job is there and takes the token from its directory, as the job itself does. */
    public static Runner ofJobOnThisMachine(Api api, String sprintId) throws IOException, InterruptedException {
        for (int i = 0; i < POLLS; i++) {
            var sprint = api.sprint(sprintId);
            String status = sprint.get("status").getAsString();
            switch (status) {
                case "submitted", "running" -> {
                    Path file = Path.of(sprint.get("directory").getAsString(), ".researchloop", "env");
                    if (Files.exists(file)) {
                        return new Runner(sprintId, token(Files.readString(file)));
                    }
                    Thread.sleep(POLL_MILLIS);
                }
                case "completed", "failed", "cancelled" ->
                    throw new IOException("the sprint " + sprintId + " was to stay alive, and is " + status + ": "
                            + sprint.get("error"));
                default -> Thread.sleep(POLL_MILLIS);
            }
        }
        throw new IOException("the sprint " + sprintId + " has no job after two minutes");
    }

    static String token(String file) throws IOException {
        Matcher matcher = TOKEN.matcher(file);
        if (!matcher.find()) {
            throw new IOException("the sprint's environment file has no runner's token");
        }
        return matcher.group(1);
    }

    RequestFormat format(Address address) {
        return new RequestFormat(address, Map.of("X-Webhook-Token", token));
    }

    @Override
    public String toString() {
        return "Runner[" + sprintId + "]";
    }
}
