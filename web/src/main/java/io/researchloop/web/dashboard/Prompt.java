package io.researchloop.web.dashboard;

import com.google.gson.JsonParseException;
import io.researchloop.runner.protocol.Json;
import io.researchloop.runner.protocol.StepReport;
import io.researchloop.web.dashboard.view.Words;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the agent was told in a step, to the letter.
 *
 * @param size in words for people
 */
record Prompt(String title, String size, String text) {
    private static final long MOST = 16L << 20;

    private record Provenance(@Nullable Map<String, String> prompts) {}

    /**
     * Those of a {@code provenance.json}, in the order of the steps. A job wrote it: from one that is no such file, or
     * over 16 MiB, none are shown.
     *
     * @throws UncheckedIOException if the file cannot be read
     */
    static List<Prompt> of(Path provenance, List<StepReport> steps) {
        Map<String, String> prompts = read(provenance).prompts();
        if (prompts == null) {
            return List.of();
        }
        List<String> order = steps.stream().map(StepReport::name).toList();
        return prompts.entrySet().stream()
                .filter(prompt -> prompt.getValue() != null)
                .sorted(Comparator.comparingInt(prompt -> place(prompt.getKey(), order)))
                .map(prompt -> new Prompt(
                        Words.step(prompt.getKey()),
                        Words.bytes(prompt.getValue().getBytes(StandardCharsets.UTF_8).length),
                        prompt.getValue()))
                .toList();
    }

    private static Provenance read(Path file) {
        try {
            return Files.size(file) > MOST ? new Provenance(null) : Json.read(Files.readString(file), Provenance.class);
        } catch (JsonParseException | MalformedInputException e) {
            return new Provenance(null);
        } catch (IOException e) {
            throw new UncheckedIOException("reading " + file, e);
        }
    }

    private static int place(String step, List<String> order) {
        int place = order.indexOf(step);
        return place < 0 ? order.size() : place;
    }
}
