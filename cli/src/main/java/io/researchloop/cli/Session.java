package io.researchloop.cli;

import io.researchloop.cli.http.CredentialStore;
import io.researchloop.cli.http.ServerClient;
import io.researchloop.cli.http.Target;
import io.researchloop.cli.http.Targets;
import io.researchloop.cli.terminal.Style;
import io.researchloop.cli.terminal.Terminal;
import io.researchloop.cli.watch.Follower;
import io.researchloop.cli.watch.Pace;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What every command shares: the terminal, the folder it runs in, the options of the root, and the way to the server. */
final class Session {
    private static final Duration RETRY_PAUSE = Duration.ofMillis(400);

    private final Terminal terminal;
    private final Map<String, String> environment;
    private final Path folder;
    private final Clock clock;
    private final Pace pace;
    private final CredentialStore credentials;
    private @Nullable ServerClient server;
    private @Nullable Path config;
    private boolean json;

    Session(Terminal terminal, Map<String, String> environment, Path folder, Clock clock, Pace pace) {
        this.terminal = terminal;
        this.environment = environment;
        this.folder = folder;
        this.clock = clock;
        this.pace = pace;
        this.credentials = new CredentialStore(environment);
    }

    void speakJson(boolean wanted) {
        json = wanted;
    }

    void useConfig(@Nullable Path path) {
        config = path;
    }

    boolean json() {
        return json;
    }

    Terminal terminal() {
        return terminal;
    }

    Style style() {
        return terminal.style();
    }

    Path folder() {
        return folder;
    }

    Clock clock() {
        return clock;
    }

    Browser browser() {
        return new Browser(environment);
    }

    Pace pace() {
        return pace;
    }

    Follower follower() {
        return new Follower(server(), pace);
    }

    CredentialStore credentials() {
        return credentials;
    }

    Target target() {
        return new Targets(environment, folder, credentials).resolve(Optional.ofNullable(config));
    }

    ServerClient server() {
        if (server == null) {
            server = client(target());
        }
        return server;
    }

    ServerClient client(Target target) {
        return new ServerClient(target, new PasswordLogin(terminal, credentials), RETRY_PAUSE);
    }
}
