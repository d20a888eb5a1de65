package io.researchloop.activities.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationLoaderTest {
    private final Path root;
    private final Path explicit;
    private final Path working;
    private final Path home;

    ConfigurationLoaderTest(@TempDir Path root) throws IOException {
        this.root = root;
        working = Files.createDirectories(root.resolve("working"));
        home = root.resolve("home");
        explicit = Files.writeString(root.resolve("other.toml"), "shared_secret = \"explicit\"");
        Files.writeString(working.resolve("researchloop.toml"), "shared_secret = \"working\"");
        Files.createDirectories(home.resolve(".config/researchloop"));
        Files.writeString(home.resolve(".config/researchloop/researchloop.toml"), "shared_secret = \"home\"");
    }

    @Test
    void theExplicitFileWinsOverAllOthers() {
        Configuration configuration = load(Optional.of(Path.of("../other.toml")));

        assertThat(configuration.sharedSecret()).isEqualTo(new Secret("explicit"));
        assertThat(configuration.file()).isEqualTo(explicit);
        assertThat(configuration.dbPath()).isEqualTo(root.resolve("researchloop.db"));
    }

    @Test
    void theWorkingDirectoryWinsOverTheHome() {
        assertThat(load(Optional.empty()).sharedSecret()).isEqualTo(new Secret("working"));
    }

    @Test
    void theHomeIsLookedAtLast() throws IOException {
        Files.delete(working.resolve("researchloop.toml"));

        assertThat(load(Optional.empty()).sharedSecret()).isEqualTo(new Secret("home"));
    }

    @Test
    void anExplicitFileThatIsNotThereIsAFault() {
        assertThatThrownBy(() -> load(Optional.of(Path.of("gone.toml"))))
                .isInstanceOf(ConfigurationFaults.class)
                .hasMessageContaining(working.resolve("gone.toml") + " does not exist");
        assertThatThrownBy(() -> load(Optional.of(root)))
                .isInstanceOf(ConfigurationFaults.class)
                .hasMessageContaining("is a directory");
    }

    @Test
    void noFileAtAllIsAFaultThatSaysHowToWriteOne() {
        assertThatThrownBy(() -> ConfigurationLoader.load(Optional.empty(), Map.of(), root, root.resolve("nobody")))
                .isInstanceOf(ConfigurationFaults.class)
                .hasMessageContaining("researchloop init");
    }

    private Configuration load(Optional<Path> named) {
        return ConfigurationLoader.load(named, Map.of(), working, home);
    }
}
