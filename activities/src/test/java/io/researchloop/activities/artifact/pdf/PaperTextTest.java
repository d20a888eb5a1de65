package io.researchloop.activities.artifact.pdf;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PaperTextTest {
    @Test
    void cutsNoCharacterInHalf() {
        assertThat(PaperText.cut("ab\ud83d\ude00", 3)).isEqualTo("ab");
        assertThat(PaperText.cut("ab\ud83d\ude00", 4)).isEqualTo("ab\ud83d\ude00");
    }

    @Test
    void piecesEndAtSpacesAndAddUp() {
        assertThat(PaperText.pieces("one two three four", 9)).containsExactly("one two ", "three ", "four");
        assertThat(String.join("", PaperText.pieces("x".repeat(25), 10))).isEqualTo("x".repeat(25));
    }

    @Test
    void longWordsMayBreakAndShortOnesStay() {
        assertThat(PaperText.clean("abcd ef", 3)).isEqualTo("abc\u200bd ef");
    }
}
