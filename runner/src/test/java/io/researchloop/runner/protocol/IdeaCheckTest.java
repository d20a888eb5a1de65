package io.researchloop.runner.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdeaCheckTest {
    private static final String IDEA =
            "Train the small model with a learning rate of 0.1 and compare its test error with the baseline.";

    @ParameterizedTest
    @ValueSource(
            strings = {
                IDEA,
                "Error bars: are five seeds enough to tell the two samplers apart?",
                "I can show that caching halves the runtime: measure it with and without.",
                "Measure how the error falls with n. Idea: fit a power law.",
            })
    void takesAnIdea(String text) {
        assertThat(IdeaCheck.fault(text, List.of())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "API Error: 529 overloaded",
                "Error: something broke",
                "Traceback (most recent call last):\n  File",
                "Invalid API key · Please run /login",
                "Claude AI usage limit reached|1760000000",
                "I'm sorry, but I can't help with that.",
                "I cannot come up with a new idea.",
                "Execution error: 1"
            })
    void refusesWhatIsNoIdea(String text) {
        assertThat(IdeaCheck.fault(text, List.of()))
                .hasValueSatisfying(fault -> assertThat(fault).contains("error message or a refusal"));
    }

    @Test
    void refusesNothingAndTooMuch() {
        assertThat(IdeaCheck.fault(" \n", List.of())).contains("it is empty");
        assertThat(IdeaCheck.fault("x".repeat(100_000), List.of()))
                .contains("it has 100000 characters, and an idea has at most 4000");
        assertThat(IdeaCheck.fault("Idea 1: a\nIdea 2: b\n**Idea 3**: c", List.of()))
                .contains("it states 3 ideas, and one is wanted");
    }

    @Test
    void saysHowAlikeTwoIdeasAreAndThatOtherNumbersMakeAnother() {
        assertThat(IdeaCheck.likeness("Double the width.", "double the WIDTH!"))
                .isEqualTo(new IdeaCheck.Likeness(1, true));
        assertThat(IdeaCheck.likeness("Double the width", "Halve the width"))
                .isEqualTo(new IdeaCheck.Likeness(0.5, false));
        String words = "one two three four five six seven eight nine ten a b c d e f g h i ";
        assertThat(IdeaCheck.likeness(words + "0.1", words + "0.2"))
                .matches(other -> other.share() > 0.9 && !other.repeat());
        assertThat(IdeaCheck.likeness("", "")).isEqualTo(new IdeaCheck.Likeness(0, false));
    }

    @Test
    void refusesARepeatInOtherClothes() {
        String same = IDEA.toUpperCase(Locale.ROOT).replace("COMPARE", "compare,") + "!";

        assertThat(IdeaCheck.fault(same, List.of("Something else", IDEA))).hasValueSatisfying(fault -> assertThat(fault)
                .startsWith("it repeats an earlier idea: \"Train the small"));
    }

    @Test
    void anotherValueIsAnotherIdea() {
        String more =
                IDEA + " Use five seeds, the same data and the same time for each of the two, and say how sure it is.";

        assertThat(IdeaCheck.fault(more.replace("0.1", "0.01"), List.of(more))).isEmpty();
        assertThat(IdeaCheck.fault(more.replace("sure", "certain"), List.of(more)))
                .isNotEmpty();
    }
}
