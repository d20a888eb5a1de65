package io.researchloop.bench.phase;

import io.researchloop.bench.http.Api;
import io.researchloop.bench.report.Report;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** {@code researchloop sprint list}, as a person waits for it: the launcher, a JVM, one call. */
public final class CommandLine {
    private static final int RUNS = 11;

    private CommandLine() {}

    public static void run(Path home, Api api, Report report) throws IOException, InterruptedException {
        List<Double> millis = new ArrayList<>();
        once(home, api);
        for (int i = 0; i < RUNS; i++) {
            millis.add(once(home, api));
        }
        Collections.sort(millis);
        report.figure(
                "CLI, `sprint list -n 20`",
                String.format(
                        Locale.ROOT,
                        "p50 %.0f ms, max %.0f ms (%d runs)",
                        millis.get(RUNS / 2),
                        millis.get(RUNS - 1),
                        RUNS),
                "p50 < 250 ms");
    }

    private static double once(Path home, Api api) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                        home.resolve("researchloop").toString(), "sprint", "list", "-n", "20")
                .redirectErrorStream(true);
        Map<String, String> environment = builder.environment();
        environment.put("RESEARCHLOOP_URL", api.address().url());
        environment.remove("RESEARCHLOOP_TOKEN");
        environment.remove("RESEARCHLOOP_SHARED_SECRET");
        api.credential().forEach((name, value) -> {
            if (name.equals("Authorization")) {
                environment.put("RESEARCHLOOP_TOKEN", value.substring("Bearer ".length()));
            } else {
                environment.put("RESEARCHLOOP_SHARED_SECRET", value);
            }
        });
        long began = System.nanoTime();
        Process process = builder.start();
        process.getOutputStream().close();
        String output;
        try (InputStream out = process.getInputStream()) {
            output = new String(out.readAllBytes(), StandardCharsets.UTF_8);
        }
        int code = process.waitFor();
        double millis = (System.nanoTime() - began) / 1e6;
        if (code != 0) {
            throw new IOException("the command line ended with exit code " + code + ":\n" + output);
        }
        return millis;
    }
}
