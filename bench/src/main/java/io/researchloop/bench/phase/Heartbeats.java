package io.researchloop.bench.phase;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.researchloop.bench.http.Address;
import io.researchloop.bench.load.Load;
import io.researchloop.bench.load.LoadPlan;
import io.researchloop.bench.report.Report;
import java.time.Duration;
import java.util.List;

/**
 * Heartbeats of 4 KiB, the body being the one that every version of the API knows. As it names neither attempt nor
 * sequence, the server has to take each of them as news and write it.
 */
public final class Heartbeats {
    private static final int SIZE = 4096;
    private static final String LINE =
            "epoch 17: loss 0.4711, accuracy 0.8150, 12.3 s; next: evaluate on held-out data\n";

    private Heartbeats() {}

    public static void run(Address address, List<Runner> runners, Duration time, Report report)
            throws InterruptedException {
        List<byte[]> requests = runners.stream()
                .map(runner -> runner.format(address).post("/api/webhook/heartbeat", body(runner.sprintId())))
                .toList();
        Duration warmUp = Duration.ofSeconds(2);
        for (int connections : List.of(1, 16, 64)) {
            report.load(
                    "heartbeat, 4 KiB",
                    Load.run(address, requests, LoadPlan.forTime(connections, warmUp, time)),
                    connections == 64 ? "≥ 6000/s, p99 < 30 ms" : "");
        }
    }

    /** The least that a heartbeat has, and the end of a log. */
    static String withLog(String sprintId, String logTail) {
        JsonObject body = new JsonObject();
        body.addProperty("sprint_id", sprintId);
        body.addProperty("phase", "research");
        body.addProperty("log_tail", logTail);
        return body.toString();
    }

    static String body(String sprintId) {
        JsonObject body = new JsonObject();
        body.addProperty("sprint_id", sprintId);
        body.addProperty("phase", "research");
        JsonArray files = new JsonArray();
        for (int i = 1; i <= 10; i++) {
            files.add("results/figure_" + i + ".png");
        }
        body.add("recent_files", files);
        body.addProperty("progress", text(800));
        body.addProperty("output_log", text(800));
        int room = SIZE - body.toString().length() - ",\"log_tail\":\"\"".length();
        body.addProperty("log_tail", plain(room));
        return body.toString();
    }

    private static String text(int length) {
        return LINE.repeat(length / LINE.length() + 1).substring(0, length);
    }

    /** Without a character that JSON would write as two. */
    private static String plain(int length) {
        String line = LINE.replace('\n', ' ');
        return line.repeat(length / line.length() + 1).substring(0, length);
    }
}
