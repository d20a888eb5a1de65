package io.researchloop.cli;

import io.researchloop.cli.http.Credential;
import io.researchloop.cli.http.CredentialStore;
import io.researchloop.cli.http.ServerClient;
import io.researchloop.cli.terminal.Terminal;
import java.util.Optional;

/** Asks the person at the terminal for the password when the server refused us, and keeps the new token. */
final class PasswordLogin implements ServerClient.Login {
    private final Terminal terminal;
    private final CredentialStore store;

    PasswordLogin(Terminal terminal, CredentialStore store) {
        this.terminal = terminal;
        this.store = store;
    }

    @Override
    public Optional<Credential> renew(ServerClient client) {
        var address = client.target().address();
        boolean mendable =
                client.target().credential().map(Credential::replaceable).orElse(true);
        if (!mendable) {
            return Optional.empty();
        }
        return terminal.secrets()
                .flatMap(prompt -> prompt.ask("Password for " + address + ": "))
                .map(client::authenticate)
                .map(token -> store.save(address, token));
    }
}
