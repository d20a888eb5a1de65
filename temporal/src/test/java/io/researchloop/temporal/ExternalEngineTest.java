package io.researchloop.temporal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExternalEngineTest {
    private final Path folder;
    private final EngineSettings settings;

    ExternalEngineTest(@TempDir Path folder) {
        this.folder = folder;
        this.settings = EngineSettings.auto(folder, folder).withMode(EngineMode.EXTERNAL);
    }

    @Test
    void takesAddressNamespaceAndKeyFromTheProfile() throws Exception {
        EngineEndpoint endpoint = engine(settings.withProfile("cloud"), """
                [profile.cloud]
                address = "cloud.example:7233"
                namespace = "research.a1b2c"
                api_key = "very-secret"
                """).start();

        assertThat(endpoint.target()).isEqualTo("cloud.example:7233");
        assertThat(endpoint.namespace()).isEqualTo("research.a1b2c");
        assertThat(endpoint.connection().getEnableHttps()).isTrue();
        assertThat(endpoint.connection().getGrpcMetadataProviders()).hasSize(1);
        assertThat(endpoint.toString()).doesNotContain("very-secret");
    }

    @Test
    void prefersOurTargetAndNamespace() throws Exception {
        EngineSettings ours = new EngineSettings(
                EngineMode.EXTERNAL, "ours:7233", "our-namespace", null, folder, folder, "cloud", null, null);

        EngineEndpoint endpoint = engine(ours, """
                [profile.cloud]
                address = "cloud.example:7233"
                namespace = "research.a1b2c"
                """).start();

        assertThat(endpoint.target()).isEqualTo("ours:7233");
        assertThat(endpoint.namespace()).isEqualTo("our-namespace");
    }

    @Test
    void isTheLocalServerWithoutAnyConfiguration() throws Exception {
        EngineEndpoint endpoint = engine(settings, "").start();

        assertThat(endpoint.target()).isEqualTo("127.0.0.1:7233");
        assertThat(endpoint.namespace()).isEqualTo("default");
    }

    @Test
    void saysWhichProfileIsMissing() throws Exception {
        ExternalEngine engine = engine(settings.withProfile("absent"), "");

        assertThatThrownBy(engine::start)
                .isInstanceOf(EngineUnavailable.class)
                .hasMessageContaining("absent")
                .hasMessageContaining("[temporal] profile");
    }

    @Test
    void saysWhichCertificateIsMissing() throws Exception {
        ExternalEngine engine = engine(settings.withProfile("mtls"), """
                [profile.mtls]
                address = "cloud.example:7233"
                [profile.mtls.tls]
                client_cert_path = "/nowhere/client.pem"
                client_key_path = "/nowhere/client.key"
                """);

        assertThatThrownBy(engine::start)
                .isInstanceOf(EngineUnavailable.class)
                .hasMessageContaining("/nowhere/client.pem");
    }

    private ExternalEngine engine(EngineSettings with, String profiles) throws IOException {
        Path file = Files.writeString(folder.resolve("temporal.toml"), profiles);
        return new ExternalEngine(with, Map.of("TEMPORAL_CONFIG_FILE", file.toString()));
    }
}
