package io.researchloop.activities.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArtifactNameTest {
    @ParameterizedTest
    @ValueSource(strings = {"report.md", "results/loss curve.png", "a/b/c.txt", "größe.csv", "..hidden"})
    void takesNamesWithinTheFolder(String name) {
        assertThat(ArtifactName.normalised(name)).contains(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                ".",
                "..",
                "../x",
                "a/../x",
                "/x",
                "a//b",
                "a/",
                "a\\b",
                "a\nb",
                "a\u0000b",
                "a\u202Eb",
                "a\u2028b",
                "1/2/3/4/5/6/7/8/9"
            })
    void refusesNamesThatLeadOutOrHideSomething(String name) {
        assertThat(ArtifactName.normalised(name)).isEmpty();
    }

    @Test
    void refusesNamesThatNoFileSystemTakes() {
        assertThat(ArtifactName.normalised("x".repeat(201))).isEmpty();
        assertThat(ArtifactName.normalised("ü".repeat(101))).isEmpty();
    }

    @Test
    void leavesOutTheLeadingDot() {
        assertThat(ArtifactName.normalised("./results/x.png")).contains("results/x.png");
    }
}
