package io.researchloop.runner.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdeaReasonTest {
    @Test
    void isOneLine() {
        assertThat(IdeaReason.of("\n Why:  Sprint 6 left\r\n\tabsorption\u0007 open.\n\n"))
                .contains("Sprint 6 left absorption open.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \n", "Why: ", "API Error: 500", "I'm sorry, I cannot say."})
    void nothingOfUseIsNone(String written) {
        assertThat(IdeaReason.of(written)).isEmpty();
    }

    @Test
    void endsAtASentenceOrAWordWhereItIsTooLong() {
        String sentence = "It builds on sprint 6. ".repeat(30);
        String words = "latents ".repeat(100);
        String none = "\ud835\udefc".repeat(300);

        assertThat(IdeaReason.of(sentence)).hasValueSatisfying(reason -> assertThat(reason)
                .hasSizeBetween(IdeaReason.LONGEST / 2, IdeaReason.LONGEST)
                .endsWith("sprint 6."));
        assertThat(IdeaReason.of(words)).hasValueSatisfying(reason -> assertThat(reason)
                .hasSizeLessThanOrEqualTo(IdeaReason.LONGEST)
                .endsWith("latents…"));
        assertThat(IdeaReason.of(none)).hasValueSatisfying(reason -> assertThat(reason)
                .hasSizeLessThanOrEqualTo(IdeaReason.LONGEST)
                .endsWith("\udefc…"));
    }
}
