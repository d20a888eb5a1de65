package io.researchloop.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonObject;
import java.net.URLEncoder;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "revoke", description = "Revokes an API token at once.")
final class TokenRevokeCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(paramLabel = "ID", description = "The token's id, as in `token list`.")
    private String id = "";

    TokenRevokeCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        session.server().delete("/api/tokens/" + URLEncoder.encode(id, UTF_8).replace("+", "%20"));
        if (session.json()) {
            var answer = new JsonObject();
            answer.addProperty("revoked", id);
            session.terminal().json(answer);
        } else {
            session.terminal().line("Token " + id + " is revoked.");
        }
        return 0;
    }
}
