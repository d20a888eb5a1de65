package io.researchloop.cli;

import com.google.gson.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** Scheduler options of one request; an empty value takes away what the study or cluster sets. */
final class JobOptions {
    @Option(
            names = {"-o", "--option"},
            paramLabel = "KEY=VALUE",
            mapFallbackValue = Option.NULL_VALUE,
            description = "A job option, e.g. -o partition=gpu; KEY= removes one. May be repeated.")
    private Map<String, String> options = new LinkedHashMap<>();

    void addTo(JsonObject body) {
        if (options.isEmpty()) {
            return;
        }
        var json = new JsonObject();
        options.forEach((key, value) -> json.addProperty(key, value == null ? "" : value));
        body.add("job_options", json);
    }
}
