package io.researchloop.activities.sprint;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class SprintNamesTest {
    @Test
    void aDirectoryTellsWhenAndWhat() {
        assertThat(SprintNames.directory(
                        "/work/study/", "sp-0123abcd", "Größe  matters: 50%?", Instant.parse("2026-01-31T12:05:59Z")))
                .isEqualTo("/work/study/2026-01-31--12-05--sp-0123abcd--große-matters-50".replace("große", "gro-e"));
    }

    @Test
    void aSlugIsShortAndHarmless() {
        assertThat(SprintNames.slug("x".repeat(100))).hasSize(60);
        assertThat(SprintNames.slug("a".repeat(59) + " b")).isEqualTo("a".repeat(59));
        assertThat(SprintNames.slug("$(rm -rf /); `id`\n../..")).isEqualTo("rm-rf-id");
        assertThat(SprintNames.slug("日本語")).isEmpty();
    }
}
