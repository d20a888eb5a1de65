package io.researchloop.temporal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EngineSelectionTest {
    private static final EngineSettings AUTO = EngineSettings.auto(Path.of("data"), Path.of("cache"));

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                // mode, target, profile, binary found on, kind, words of the reason
                "AUTO, temporal:7233, -, PATH, EXTERNAL, target is set to temporal:7233",
                "AUTO, temporal:7233, cloud, -, EXTERNAL, target is set to temporal:7233",
                "AUTO, -, cloud, PATH, EXTERNAL, profile is set to \"cloud\"",
                "AUTO, -, -, CONFIGURED, DEV_SERVER, of the configuration",
                "AUTO, -, -, PATH, DEV_SERVER, on PATH",
                "AUTO, -, -, CACHE, DEV_SERVER, in the cache",
                "AUTO, -, -, -, IN_MEMORY, researchloop engine install",
                "EXTERNAL, temporal:7233, -, PATH, EXTERNAL, with the target temporal:7233",
                "EXTERNAL, -, cloud, PATH, EXTERNAL, with the profile \"cloud\"",
                "EXTERNAL, -, -, PATH, EXTERNAL, with Temporal's default profile",
                "DEV_SERVER, temporal:7233, -, PATH, DEV_SERVER, on PATH",
                "DEV_SERVER, -, -, -, DEV_SERVER, researchloop engine install",
                "IN_MEMORY, temporal:7233, cloud, PATH, IN_MEMORY, mode is \"in-memory\"",
            })
    void choosesByModeTargetProfileAndBinary(
            EngineMode mode,
            @Nullable String target,
            @Nullable String profile,
            TemporalBinary.@Nullable Source source,
            EngineKind kind,
            String reason) {
        EngineSettings settings = AUTO.withMode(mode).withTarget(target).withProfile(profile);

        EngineChoice choice = EngineSelection.choose(settings, new BinarySearch(binary(source), List.of()));

        assertThat(choice.kind()).isEqualTo(kind);
        assertThat(choice.reason()).contains(reason).endsWith(".");
        assertThat(choice.binary() != null).isEqualTo(kind == EngineKind.DEV_SERVER && source != null);
    }

    @Test
    void saysWhichBinariesDidNotWork() {
        BinarySearch search = new BinarySearch(null, List.of("/opt/temporal is not executable"));

        assertThat(EngineSelection.choose(AUTO, search).reason()).contains("/opt/temporal is not executable");
    }

    private static @Nullable TemporalBinary binary(TemporalBinary.@Nullable Source source) {
        return source == null ? null : new TemporalBinary(Path.of("/opt/temporal"), source, "1.5.1");
    }
}
