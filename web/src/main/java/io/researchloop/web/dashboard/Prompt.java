package io.researchloop.web.dashboard;

import io.researchloop.runner.protocol.StepReport;
import io.researchloop.web.dashboard.view.Words;
import java.nio.charset.StandardCharsets;
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
    /** In the order of the steps. */
    static List<Prompt> of(Provenance provenance, List<StepReport> steps) {
        Map<String, @Nullable String> prompts = provenance.prompts();
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

    private static int place(String step, List<String> order) {
        int place = order.indexOf(step);
        return place < 0 ? order.size() : place;
    }
}
