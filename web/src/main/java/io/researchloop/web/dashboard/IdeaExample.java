package io.researchloop.web.dashboard;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Ideas to begin with: what is in brackets is for the person to say. */
enum IdeaExample {
    REPRODUCE("Reproduce a number", "Take one result of a paper and see whether it holds with our data.", """
            Reproduce one number of a paper: [paper, table, number].
            Measure it as they did, on [our data or theirs], with at least 3 seeds.
            Say whether it holds within its spread and, if not, which difference of the set-up explains that best."""),
    ABLATE("Ablate one part", "Remove one part of the method and measure what it was worth.", """
            Take [the method] as it is and remove [one part] of it.
            Measure [the metric] with and without that part, all else the same, with at least 3 seeds each.
            Say what the part is worth, and whether that is more than the spread."""),
    CHEAP("Try the cheap way", "Find the smallest run that still shows the effect.", """
            Find the smallest run that still shows [the effect]: less data, a smaller model, fewer steps.
            Compare its result and its cost with those of the full run, [if there is one: where].
            Say at which size the effect is lost.""");

    private final String title;
    private final String hint;
    private final String text;

    IdeaExample(String title, String hint, String text) {
        this.title = title;
        this.hint = hint;
        this.text = text;
    }

    static Optional<IdeaExample> of(String word) {
        return Stream.of(values())
                .filter(example -> example.word().equals(word))
                .findFirst();
    }

    /** In addresses. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public String title() {
        return title;
    }

    public String hint() {
        return hint;
    }

    String text() {
        return text;
    }
}
