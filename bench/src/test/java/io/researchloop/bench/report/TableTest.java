package io.researchloop.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TableTest {
    private final Table table = new Table("Figure", "ms");

    @Test
    void setsTextToTheLeftAndNumbersToTheRight() {
        table.row("list", "7");
        table.row("create → row", "12.50");

        assertThat(table.render()).isEqualTo("""
                | Figure       |    ms |
                | ------------ | ----: |
                | list         |     7 |
                | create → row | 12.50 |
                """);
    }

    @Test
    void keepsACellInItsCell() {
        table.row("a|b\nc", "");

        assertThat(table.render()).contains("| a\\|b c |");
    }

    @Test
    void refusesARowOfAnotherWidth() {
        assertThatThrownBy(() -> table.row("one")).isInstanceOf(IllegalArgumentException.class);
    }
}
