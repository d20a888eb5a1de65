package io.researchloop.cli.http;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the server: the environment, then a config named on the command line, then what {@code connect} saved, then a
 * config found here, then this machine. A saved token goes to the server that issued it and to no other.
 */
public final class Targets {
    private static final ServerAddress HERE = new ServerAddress("http://127.0.0.1:8080");

    private final Map<String, String> environment;
    private final Path folder;
    private final CredentialStore store;

    public Targets(Map<String, String> environment, Path folder, CredentialStore store) {
        this.environment = environment;
        this.folder = folder;
        this.store = store;
    }

    public Target resolve(Optional<Path> config) {
        var found = config.map(path -> LocalConfig.read(folder.resolve(path), environment))
                .or(() -> set("RESEARCHLOOP_URL").map(this::named))
                .or(store::load)
                .or(() -> LocalConfig.find(folder, environment).map(path -> LocalConfig.read(path, environment)))
                .orElse(new Target(HERE, Optional.empty()));
        return new Target(found.address(), fromEnvironment().or(found::credential));
    }

    private Target named(String url) {
        var address = new ServerAddress(url);
        return store.load()
                .filter(saved -> saved.address().equals(address))
                .orElse(new Target(address, Optional.empty()));
    }

    private Optional<Credential> fromEnvironment() {
        return set("RESEARCHLOOP_TOKEN")
                .map(token -> Credential.token(token, "in RESEARCHLOOP_TOKEN", false))
                .or(() -> set("RESEARCHLOOP_SHARED_SECRET")
                        .map(secret -> Credential.sharedSecret(secret, "in RESEARCHLOOP_SHARED_SECRET")));
    }

    private Optional<String> set(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }
}
