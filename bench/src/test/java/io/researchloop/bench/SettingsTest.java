package io.researchloop.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.researchloop.bench.http.Address;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsTest {
    @Test
    void startsServersOfItsOwnWhenNothingIsSet() {
        Settings settings = Settings.of(Map.of("BASE_URL", " "));

        assertThat(settings.server()).isNull();
        assertThat(settings.perPhase()).isEqualTo(Duration.ofSeconds(5));
        assertThat(settings.sprints()).isEqualTo(10_000);
        assertThat(settings.longRun()).isFalse();
    }

    @Test
    void aLongMeasurementStandsAlone() {
        assertThat(Settings.of(Map.of("BENCH_LOOP", "500")).longRun()).isTrue();
        assertThat(Settings.of(Map.of("BENCH_LIVE", "200")).live()).isEqualTo(200);
    }

    @Test
    void takesATokenOrTheSharedSecretForAnotherServer() {
        Settings token = Settings.of(Map.of("BASE_URL", "http://127.0.0.1:8080", "TOKEN", "rl_1"));
        Settings secret = Settings.of(Map.of("BASE_URL", "http://127.0.0.1:8080/", "SHARED_SECRET", "s"));

        assertThat(token.server()).isEqualTo(Address.loopback(8080));
        assertThat(token.credential()).isEqualTo(Map.of("Authorization", "Bearer rl_1"));
        assertThat(secret.credential()).isEqualTo(Map.of("X-Shared-Secret", "s"));
    }

    @Test
    void namesTheVariableThatIsWrong() {
        assertThatThrownBy(() -> Settings.of(Map.of("BASE_URL", "http://127.0.0.1:8080")))
                .hasMessageContaining("TOKEN");
        assertThatThrownBy(() -> Settings.of(Map.of("BASE_URL", "localhost", "TOKEN", "t")))
                .hasMessageContaining("BASE_URL");
        assertThatThrownBy(() -> Settings.of(Map.of("BENCH_SECONDS", "11"))).hasMessageContaining("1 to 10");
        assertThatThrownBy(() -> Settings.of(Map.of("BENCH_SPRINTS", "many"))).hasMessageContaining("BENCH_SPRINTS");
    }
}
