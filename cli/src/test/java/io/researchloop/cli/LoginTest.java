package io.researchloop.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoginTest {
    private static final String UNAUTHENTICATED = "{\"detail\":\"Unauthorized\"}";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private FakeServer server;

    @BeforeEach
    void start() throws IOException {
        server = new FakeServer()
                .on("GET /actuator/health", "{\"status\":\"UP\"}")
                .on("POST /api/auth", "{\"token\":\"fresh\"}");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Path configFolder() {
        return folder.resolve("home/.config/researchloop");
    }

    private Path credentials() {
        return configFolder().resolve("credentials.json");
    }

    @Test
    void connectAsksThePasswordAndKeepsTheTokenForTheOwnerOnly() throws IOException {
        var run = new Run(folder).typing("secret").go("connect", server.url() + "/dashboard/");

        assertThat(run.exit()).isZero();
        assertThat(server.last("POST /api/auth").body()).isEqualTo("{\"password\":\"secret\"}");
        assertThat(Files.readString(credentials()))
                .isEqualTo("{\"url\":\"" + server.url() + "\",\"token\":\"fresh\"}\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(credentials())))
                .isEqualTo("rw-------");
        assertThat(run.out() + run.err()).doesNotContain("fresh").doesNotContain("secret");
    }

    @Test
    void connectTakesAPipedPasswordAndReplacesALooserFile() throws IOException {
        Files.createDirectories(configFolder());
        Files.writeString(credentials(), "{\"url\":\"http://old:1\",\"token\":\"old\"}");
        Files.setPosixFilePermissions(credentials(), PosixFilePermissions.fromString("rw-r--r--"));

        var run = new Run(folder).input("secret\n").go("connect", server.url(), "--json");

        assertThat(run.json().get("url").getAsString()).isEqualTo(server.url());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(credentials())))
                .isEqualTo("rw-------");
        assertThat(configFolder().toFile().list()).containsExactly("credentials.json");
    }

    @Test
    void laterCommandsUseWhatConnectSaved() {
        server.on("GET /api/studies", "{\"studies\":[]}");
        new Run(folder).typing("secret").go("connect", server.url());

        var run = new Run(folder).go("study", "list");

        assertThat(run.exit()).isZero();
        assertThat(server.last("GET /api/studies").header("Authorization")).contains("Bearer fresh");
    }

    @Test
    void aSavedTokenGoesToNoOtherServer() throws IOException {
        try (var other = new FakeServer().on("GET /api/studies", "{\"studies\":[]}")) {
            new Run(folder).typing("secret").go("connect", server.url());

            new Run(folder).at(other).go("study", "list");

            assertThat(other.last("GET /api/studies").header("Authorization")).isEmpty();
        }
    }

    @Test
    void aWrongPasswordSavesNothing() {
        server.close();
        try (var strict = strict()) {
            var run = new Run(folder).typing("wrong").go("connect", strict.url());

            assertThat(run.exit()).isOne();
            assertThat(run.err()).isEqualTo("error: Invalid password\n");
            assertThat(credentials()).doesNotExist();
        }
    }

    private static FakeServer strict() {
        try {
            return new FakeServer()
                    .on("GET /actuator/health", "{\"status\":\"UP\"}")
                    .on("POST /api/auth", FakeServer.json(401, "{\"detail\":\"Invalid password\"}"));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aThrottledLoginSaysWhenToTryAgain() throws IOException {
        try (var throttled = new FakeServer()
                .on("GET /actuator/health", "{\"status\":\"UP\"}")
                .on("POST /api/auth", FakeServer.json(429, "{\"detail\":\"Slow down.\"}", "Retry-After", "30"))) {
            var run = new Run(folder).typing("guess").go("connect", throttled.url());

            assertThat(run.err()).contains("Slow down.").contains("try again in 30 s");
        }
    }

    @Test
    void aRefusedTokenIsRenewedOnceAndTheCommandGoesOn() throws IOException {
        new Run(folder).typing("secret").go("connect", server.url());
        server.on(
                "POST /api/sprints",
                FakeServer.json(401, UNAUTHENTICATED),
                FakeServer.json(201, "{\"sprint_id\":\"sp-1\",\"status\":\"pending\",\"study_name\":\"s\"}"));

        var run = new Run(folder).typing("secret").go("sprint", "run", "idea", "-s", "s");

        assertThat(run.exit()).isZero();
        assertThat(run.out()).contains("sp-1");
        assertThat(server.lines()).endsWith("POST /api/sprints", "POST /api/auth", "POST /api/sprints");
        assertThat(Files.readString(credentials())).contains("fresh");
    }

    @Test
    void aSecondRefusalIsFinal() {
        server.on("GET /api/studies", FakeServer.json(401, UNAUTHENTICATED));

        var run = new Run(folder).at(server).typing("secret", "secret").go("study", "list");

        assertThat(run.exit()).isOne();
        assertThat(server.lines()).containsExactly("GET /api/studies", "POST /api/auth", "GET /api/studies");
    }

    @Test
    void withoutATerminalARefusalSaysWhatToDo() {
        server.on("GET /api/studies", FakeServer.json(401, UNAUTHENTICATED));

        var run = new Run(folder).at(server).go("study", "list");

        assertThat(run.exit()).isOne();
        assertThat(run.err()).contains("Not logged in").contains("researchloop connect " + server.url());
    }

    @Test
    void aTokenOfTheEnvironmentIsNamedAndNotReplaced() {
        server.on("GET /api/studies", FakeServer.json(401, UNAUTHENTICATED));

        var run = new Run(folder)
                .at(server)
                .with("RESEARCHLOOP_TOKEN", "stale")
                .typing("x")
                .go("study", "list");

        assertThat(run.err())
                .contains("The token in RESEARCHLOOP_TOKEN was refused")
                .doesNotContain("stale");
        assertThat(server.lines()).containsExactly("GET /api/studies");
    }

    @Test
    void theSharedSecretOfTheEnvironmentIsEnough() {
        server.on("GET /api/studies", "{\"studies\":[]}");

        new Run(folder).at(server).with("RESEARCHLOOP_SHARED_SECRET", "s3").go("study", "list");

        assertThat(server.last("GET /api/studies").header("X-Shared-Secret")).contains("s3");
    }

    @Test
    void whereTheServersConfigIsNoLoginIsNeeded() throws IOException {
        server.on("GET /api/studies", "{\"studies\":[]}");
        var port = server.url().replaceAll(".*:", "");
        Files.writeString(folder.resolve("researchloop.toml"), "shared_secret = \"s4\"\n[dashboard]\nport = " + port);

        var found = new Run(folder).go("study", "list");
        var named = new Run(folder).go("-c", folder.resolve("researchloop.toml").toString(), "study", "list");

        assertThat(found.err() + named.err()).isEmpty();
        assertThat(server.received()).hasSize(2).allSatisfy(request -> assertThat(request.header("X-Shared-Secret"))
                .contains("s4"));
    }

    @Test
    void aBrokenConfigIsNamedWithItsLine() throws IOException {
        Files.writeString(folder.resolve("bad.toml"), "shared_secret = \"a\"\n[dashboard\n");

        var run = new Run(folder).go("-c", "bad.toml", "study", "list");

        assertThat(run.exit()).isOne();
        assertThat(run.err()).contains("bad.toml:2");
    }

    @Test
    void disconnectForgetsTheToken() {
        new Run(folder).typing("secret").go("connect", server.url());

        assertThat(new Run(folder).go("disconnect").out()).isEqualTo("Disconnected.\n");
        assertThat(credentials()).doesNotExist();
        assertThat(new Run(folder)
                        .go("disconnect", "--json")
                        .json()
                        .get("disconnected")
                        .getAsBoolean())
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://x", "http://", "http://u:p@host", "not a url", "http://host?x=1"})
    void anAddressThatIsNoneIsRefused(String address) {
        var run = new Run(folder).typing("secret").go("connect", address);

        assertThat(run.exit()).isOne();
        assertThat(run.err()).contains("http://lab.example.org:8080");
    }

    @Test
    void aDamagedCredentialsFileIsNamed() throws IOException {
        Files.createDirectories(configFolder());
        Files.writeString(credentials(), "{\"url\":");

        var run = new Run(folder).go("study", "list");

        assertThat(run.exit()).isOne();
        assertThat(run.err()).contains("credentials.json is damaged").contains("researchloop connect");
    }
}
