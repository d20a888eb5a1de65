package io.researchloop.bench;

import io.researchloop.bench.http.Address;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the environment says.
 *
 * @param server null: one of our own is started
 * @param home the checkout, whose launcher starts our server and the command line
 * @param study where sprints may be created on another's server; they are real work there
 * @param instantStudy a study of another's server whose agent does nothing
 * @param sprintId a live sprint of another's server, with its runner's token
 * @param cluster a file with a {@code [[cluster]]} named "remote", where our server shall run sprints too
 * @param perPhase how long a phase is counted
 * @param sprints how many sprints lie in our server's store while lists are measured
 * @param loop how many sprints a loop shall chain; 0: no loop is measured
 * @param live how many jobs shall be live at once while nothing happens to them; 0: that is not measured
 */
record Settings(
        @Nullable Address server,
        Map<String, String> credential,
        Path home,
        @Nullable String study,
        @Nullable String instantStudy,
        @Nullable String sprintId,
        @Nullable String webhookToken,
        @Nullable Path cluster,
        Duration perPhase,
        int sprints,
        int loop,
        int live) {
    private static final int LONGEST_PHASE = 10;
    private static final int MOST_SPRINTS = 1_000_000;
    private static final int LONGEST_LOOP = 10_000;
    private static final int MOST_LIVE = 1_000;

    /** @throws IllegalArgumentException with the variable that is wrong */
    static Settings of(Map<String, String> environment) {
        String url = set(environment, "BASE_URL");
        Map<String, String> credential = credential(environment);
        if (url != null && credential.isEmpty()) {
            throw new IllegalArgumentException(
                    "BASE_URL needs a credential: TOKEN (an API token) or SHARED_SECRET (the server's shared_secret)");
        }
        String home = set(environment, "BENCH_HOME");
        return new Settings(
                url == null ? null : address(url),
                credential,
                Path.of(home == null ? "" : home).toAbsolutePath(),
                set(environment, "STUDY"),
                set(environment, "INSTANT_STUDY"),
                set(environment, "SPRINT_ID"),
                set(environment, "WEBHOOK_TOKEN"),
                file(environment, "BENCH_CLUSTER"),
                Duration.ofSeconds(number(environment, "BENCH_SECONDS", 5, LONGEST_PHASE)),
                number(environment, "BENCH_SPRINTS", 10_000, MOST_SPRINTS),
                number(environment, "BENCH_LOOP", 0, LONGEST_LOOP),
                number(environment, "BENCH_LIVE", 0, MOST_LIVE));
    }

    /** Whether one of the long measurements is wanted, which then stands alone. */
    boolean longRun() {
        return loop > 0 || live > 0;
    }

    private static Map<String, String> credential(Map<String, String> environment) {
        Map<String, String> headers = new LinkedHashMap<>();
        String token = set(environment, "TOKEN");
        String secret = set(environment, "SHARED_SECRET");
        if (token != null) {
            headers.put("Authorization", "Bearer " + token);
        } else if (secret != null) {
            headers.put("X-Shared-Secret", secret);
        }
        return headers;
    }

    private static Address address(String url) {
        try {
            return Address.of(url);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("BASE_URL: " + e.getMessage(), e);
        }
    }

    private static @Nullable Path file(Map<String, String> environment, String name) {
        String text = set(environment, name);
        if (text == null) {
            return null;
        }
        Path file = Path.of(text).toAbsolutePath();
        if (!Files.isReadable(file)) {
            throw new IllegalArgumentException(name + ": there is no file " + file + " that can be read");
        }
        return file;
    }

    private static int number(Map<String, String> environment, String name, int usual, int most) {
        String text = set(environment, name);
        if (text == null) {
            return usual;
        }
        if (!text.matches("\\d{1,7}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > most) {
            throw new IllegalArgumentException(name + ": expected a number from 1 to " + most + ", found " + text);
        }
        return Integer.parseInt(text);
    }

    private static @Nullable String set(Map<String, String> environment, String name) {
        String value = environment.get(name);
        return value == null || value.isBlank() ? null : value.strip();
    }
}
