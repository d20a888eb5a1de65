package io.researchloop.bench.phase;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.researchloop.bench.http.Api;
import io.researchloop.bench.report.Report;
import io.researchloop.bench.server.Histories;
import io.researchloop.bench.server.Memory;
import io.researchloop.bench.server.OwnServer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A loop that chains many sprints whose agent does nothing: whether the hundreds later ones follow as fast as the first,
 * and whether anything grows with them.
 */
public final class LongLoop {
    private static final Duration PATIENCE_A_SPRINT = Duration.ofSeconds(60);
    private static final long POLL_MILLIS = 1_000;
    private static final int FEW = 50;

    private final OwnServer server;
    private final Api api;
    private final String engine;
    private final Report report;

    /** @param engine in words */
    public LongLoop(OwnServer server, String engine, Report report) {
        this.server = server;
        this.api = server.api();
        this.engine = engine;
        this.report = report;
    }

    /**
     * @param study on a cluster with one slot
     * @param count sprints
     */
    public void run(String study, int count) throws IOException, InterruptedException {
        JsonObject body = new JsonObject();
        body.addProperty("study_name", study);
        body.addProperty("count", count);
        String id = api.post("/api/loops", body).get("loop_id").getAsString();
        long began = System.nanoTime();
        follow(id, count);
        Duration whole = Duration.ofNanos(System.nanoTime() - began);
        report.figure(
                "loop of " + count + " sprints, " + engine,
                whole.toSeconds() + " s, " + whole.toMillis() / count + " ms a sprint",
                "");
        List<JsonObject> sprints = new ArrayList<>();
        for (String sprint : sprintsOf(id)) {
            sprints.add(api.sprint(sprint));
        }
        gaps("all", sprints, "p50 < 300 ms");
        gaps("the first " + FEW, sprints.subList(0, Math.min(FEW, count)), "");
        gaps("the last " + FEW, sprints.subList(Math.max(0, count - FEW), count), "as the first");
        histories(id);
    }

    /** Says what is resident after a tenth, after the half, and in the end. */
    private void follow(String id, int count) throws IOException, InterruptedException {
        List<Integer> looks = new ArrayList<>(List.of(Math.max(1, count / 10), Math.max(1, count / 2), count));
        int last = 0;
        long since = System.nanoTime();
        while (true) {
            JsonObject loop = newestLoop(id);
            int completed = loop.get("completed").getAsInt();
            String status = loop.get("status").getAsString();
            while (!looks.isEmpty() && completed >= looks.get(0)) {
                looks.remove(0);
                String when = ", after " + completed + " sprints of the loop";
                Memory.tell("server" + when, server.pid(), "flat", report);
                server.engine().ifPresent(process -> Memory.tell("engine process" + when, process.pid(), "", report));
            }
            if (status.equals("completed")) {
                return;
            }
            if (completed > last) {
                last = completed;
                since = System.nanoTime();
            }
            if (!status.equals("running")) {
                throw new IOException("the loop " + id + " " + status + ": " + loop.get("reason"));
            }
            if (System.nanoTime() - since > PATIENCE_A_SPRINT.toNanos()) {
                throw new IOException("the loop " + id + " has come no further than " + last + " sprints for "
                        + PATIENCE_A_SPRINT.toSeconds() + " s");
            }
            Thread.sleep(POLL_MILLIS);
        }
    }

    /** As the list shows it, which does not tell every turn. */
    private JsonObject newestLoop(String id) throws IOException {
        JsonObject loop =
                api.get("/api/loops?limit=1").getAsJsonArray("loops").get(0).getAsJsonObject();
        if (!loop.get("id").getAsString().equals(id)) {
            throw new IOException("the newest loop is not " + id);
        }
        return loop;
    }

    private List<String> sprintsOf(String id) throws IOException {
        JsonArray turns =
                api.get("/api/loops/" + Api.segment(id)).getAsJsonObject("loop").getAsJsonArray("turns");
        List<String> sprints = new ArrayList<>();
        for (JsonElement turn : turns) {
            sprints.add(turn.getAsJsonObject().get("sprint_id").getAsString());
        }
        return sprints;
    }

    private void gaps(String which, List<JsonObject> sprints, String target) {
        List<Long> gaps = Turnover.gaps(sprints);
        if (gaps.isEmpty()) {
            return;
        }
        report.figure(
                "— completed → the next one's job known, " + which,
                "p50 " + gaps.get(gaps.size() / 2) + " ms, p95 " + gaps.get(gaps.size() * 95 / 100) + " ms, max "
                        + gaps.get(gaps.size() - 1) + " ms",
                target);
    }

    private void histories(String id) throws IOException, InterruptedException {
        List<Long> lengths = Histories.of(server, id);
        if (lengths.isEmpty()) {
            report.note("The loop's histories: skipped, the engine is no dev server.");
            return;
        }
        report.figure(
                "— the loop's workflow was continued as new",
                lengths.size() - 1 + " times; events of its runs: "
                        + lengths.stream().map(String::valueOf).collect(Collectors.joining(", ")),
                "< 4096 events");
    }
}
