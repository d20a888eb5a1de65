package io.researchloop.temporal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineDoctorTest {
    private final EngineSettings settings;

    EngineDoctorTest(@TempDir Path folder) {
        this.settings = EngineSettings.auto(folder, folder);
    }

    @Test
    void saysThatItRunsInMemoryAndHowToChangeThat() {
        EngineReport report = EngineDoctor.report(settings, Map.of());

        assertThat(report.usable()).isTrue();
        assertThat(report.choice().kind()).isEqualTo(EngineKind.IN_MEMORY);
        assertThat(String.join("\n", report.lines()))
                .contains("engine: in memory")
                .contains("researchloop engine install")
                .contains("rebuilt from the database");
    }

    @Test
    void saysThatADevServerNeedsABinary() {
        EngineReport report = EngineDoctor.report(settings.withMode(EngineMode.DEV_SERVER), Map.of());

        assertThat(report.usable()).isFalse();
        assertThat(report.lines()).anyMatch(line -> line.startsWith("problem: "));
    }

    @Test
    void saysWhyAnExternalServerIsNotReached() {
        EngineReport report = EngineDoctor.report(settings.withTarget("127.0.0.1:1"), Map.of());

        assertThat(report.usable()).isFalse();
        assertThat(String.join("\n", report.lines())).contains("127.0.0.1:1").contains("UNAVAILABLE");
    }

    @Test
    void findsADevServerThatRunsAndLeavesItAlone() throws Exception {
        TemporalBinary binary = TestBinary.required();
        EngineSettings with = settings.withBinary(binary.path());
        assertThat(EngineDoctor.report(with, Map.of()).lines()).anyMatch(line -> line.contains("not running"));

        try (DevServerEngine engine = new DevServerEngine(with, binary)) {
            engine.start();
            EngineReport report = EngineDoctor.report(with, Map.of());

            long pid = engine.process().orElseThrow().pid();
            assertThat(report.usable()).isTrue();
            assertThat(report.lines())
                    .anyMatch(line -> line.startsWith("server: pid " + pid + " ") && line.endsWith("answers"));
            assertThat(engine.alive()).isTrue();
        }
    }
}
