package io.researchloop.bench.server;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** How long the histories of a workflow are, as the dev server's own program tells it. */
public final class Histories {
    private static final int PATIENCE_SECONDS = 30;

    private Histories() {}

    /**
     * The events of each run of a workflow that has ended, the oldest run first.
     *
     * @return empty if the server's engine is no dev server
     */
    public static List<Long> of(OwnServer server, String workflow) throws IOException, InterruptedException {
        Optional<ProcessHandle.Info> info = server.engine().map(ProcessHandle::info);
        List<String> arguments =
                info.flatMap(ProcessHandle.Info::arguments).map(Arrays::asList).orElse(List.of());
        int port = arguments.indexOf("--port") + 1;
        int namespace = arguments.indexOf("--namespace") + 1;
        if (port == 0 || namespace == 0) {
            return List.of();
        }
        Process program = new ProcessBuilder(
                        info.flatMap(ProcessHandle.Info::command).orElseThrow(),
                        "workflow",
                        "list",
                        "--address",
                        "127.0.0.1:" + arguments.get(port),
                        "--namespace",
                        arguments.get(namespace),
                        "--query",
                        "WorkflowId = '" + workflow + "'",
                        "--output",
                        "json")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        program.getOutputStream().close();
        String text = new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!program.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || program.exitValue() != 0) {
            throw new IOException("the engine's program did not list the runs of " + workflow);
        }
        return parse(text);
    }

    /** A list of {@code WorkflowExecutionInfo}, the newest run first; numbers of 64 bits are strings there. */
    static List<Long> parse(String json) throws IOException {
        try {
            List<JsonObject> runs = new ArrayList<>();
            for (JsonElement run : JsonParser.parseString(json).getAsJsonArray()) {
                runs.add(run.getAsJsonObject());
            }
            runs.sort(Comparator.comparing(run -> run.get("startTime").getAsString()));
            return runs.stream()
                    .map(run -> run.has("historyLength")
                            ? Long.valueOf(run.get("historyLength").getAsString())
                            : 0L)
                    .toList();
        } catch (JsonParseException | IllegalStateException | NumberFormatException e) {
            throw new IOException("the engine's program told the runs of a workflow in words that are not known", e);
        }
    }
}
