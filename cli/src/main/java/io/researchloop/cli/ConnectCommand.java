package io.researchloop.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonObject;
import io.researchloop.cli.http.ServerAddress;
import io.researchloop.cli.http.Target;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "connect", description = "Logs in to a server and remembers it.")
final class ConnectCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(
            arity = "0..1",
            paramLabel = "URL",
            description = "The server, e.g. http://lab.example.org:8080; without it the last one, or this machine's.")
    private @Nullable String url;

    ConnectCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        var address = url == null ? session.target().address() : new ServerAddress(url);
        var terminal = session.terminal();
        if (address.exposesSecrets()) {
            terminal.note("warning: " + address + " is not encrypted; others on the way can read the password.");
        }
        var server = session.client(new Target(address, Optional.empty()));
        server.health();
        session.credentials().save(address, server.authenticate(password(address)));
        if (session.json()) {
            var answer = new JsonObject();
            answer.addProperty("url", address.url());
            answer.addProperty("credentials", session.credentials().file().toString());
            terminal.json(answer);
        } else {
            terminal.line("Connected to " + address + ".");
        }
        return 0;
    }

    private String password(ServerAddress address) {
        var prompt = session.terminal().secrets();
        var password = prompt.isPresent() ? prompt.get().ask("Password for " + address + ": ") : firstLine();
        return password.filter(typed -> !typed.isEmpty())
                .orElseThrow(() -> new Failure("No password given. Type it when asked, or pipe it:"
                        + " researchloop connect " + address + " < password-file"));
    }

    private Optional<String> firstLine() {
        try {
            return Optional.ofNullable(
                    new BufferedReader(new InputStreamReader(session.terminal().in(), UTF_8)).readLine());
        } catch (IOException e) {
            throw new Failure("Cannot read the password from standard input: " + e.getMessage(), e);
        }
    }
}
