package io.researchloop.activities.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StudyChangesTest {
    @Test
    void onlyWhoSawTheLastChangesMayReplaceThem(@TempDir Path folder) {
        try (Store store = StoreFixture.open(folder)) {
            StudyChanges changes = store.studyChanges();
            assertThat(changes.of("demo")).isEqualTo(StudyChanges.Changes.NONE);

            assertThat(changes.save("demo", 4, Map.of("model", "none of these")))
                    .isFalse();
            assertThat(changes.save("demo", 0, Map.of("model", "sonnet"))).isTrue();
            assertThat(changes.save("demo", 0, Map.of("model", "late"))).isFalse();
            assertThat(changes.save("demo", 1, Map.of())).isTrue();
            assertThat(changes.save("demo", 1, Map.of("model", "late"))).isFalse();

            assertThat(changes.of("demo")).isEqualTo(new StudyChanges.Changes(2, Map.of()));
            assertThat(changes.of("other").version()).isZero();
        }
    }
}
