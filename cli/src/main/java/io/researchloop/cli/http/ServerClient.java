package io.researchloop.cli.http;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.researchloop.cli.Failure;
import io.researchloop.cli.terminal.Fields;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.time.Duration;
import java.util.Optional;

/** The REST interface: requests with JSON answers, a safe retry where an answer was lost, and one new login on a 401. */
public final class ServerClient {
    private static final int TRIES = 3;

    private final Login login;
    private final Duration pause;
    private Target target;

    /** Gets a fresh credential for a server that refused the one we had; empty when nobody is there to ask. */
    @FunctionalInterface
    public interface Login {
        Optional<Credential> renew(ServerClient client);
    }

    /** How an answer's body becomes what the caller wants. */
    @FunctionalInterface
    public interface Reader<T> {
        T read(InputStream body) throws IOException;
    }

    public ServerClient(Target target, Login login, Duration pause) {
        this.target = target;
        this.login = login;
        this.pause = pause;
    }

    public Target target() {
        return target;
    }

    public Fields get(String path) {
        return json(Request.get(path));
    }

    public Fields post(String path, JsonObject body) {
        return json(Request.post(path, body));
    }

    /** A POST whose answer takes as long as the server's own work, such as a look at a cluster. */
    public Fields post(String path, JsonObject body, Duration patience) {
        return json(Request.post(path, body).within(patience));
    }

    public Fields create(String path, JsonObject body) {
        return json(Request.create(path, body));
    }

    public Fields delete(String path) {
        return json(Request.delete(path));
    }

    /** Reads a body that may be large; what the reader throws is a failure of the transfer. */
    public <T> T download(String path, Reader<T> reader) {
        try (var answer = exchange(Request.download(path));
                var body = answer.body()) {
            return reader.read(body);
        } catch (IOException e) {
            throw Unreachable.from(e, target.address());
        }
    }

    /** Health is told to everyone, with 503 when something is down: both answers are JSON worth showing. */
    public Fields health() {
        try (var answer = send(Request.get("/actuator/health"), target)) {
            if (answer.succeeded() || answer.status() == 503) {
                return parsed(answer.text());
            }
            throw Refusal.of(answer, target.address());
        } catch (IOException e) {
            throw Unreachable.from(e, target.address());
        }
    }

    /** Trades the password for a token, without any other credential. */
    public String authenticate(String password) {
        var body = new JsonObject();
        body.addProperty("password", password);
        var anonymous = new Target(target.address(), Optional.empty());
        try (var answer = send(Request.post("/api/auth", body), anonymous)) {
            if (!answer.succeeded()) {
                throw Refusal.of(answer, target.address());
            }
            return parsed(answer.text())
                    .raw("token")
                    .orElseThrow(() -> new Failure("The server answered the login without a token."));
        } catch (IOException e) {
            throw Unreachable.from(e, target.address());
        }
    }

    public EventStream events(String path, Optional<String> lastEventId, Duration patience) {
        try {
            return new EventStream(exchange(EventStream.request(path, lastEventId, patience)));
        } catch (IOException e) {
            throw Unreachable.from(e, target.address());
        }
    }

    private Fields json(Request request) {
        try (var answer = exchange(request)) {
            return parsed(answer.text());
        } catch (IOException e) {
            throw Unreachable.from(e, target.address());
        }
    }

    private Exchange exchange(Request request) throws IOException {
        var answer = send(request, target);
        return succeeded(answer.status() == 401 ? afterLogin(request, answer) : answer);
    }

    private Exchange afterLogin(Request request, Exchange refused) throws IOException {
        refused.close();
        var renewed = login.renew(this).orElseThrow(() -> Refusal.unauthenticated(target));
        target = new Target(target.address(), Optional.of(renewed));
        return send(request, target);
    }

    private Exchange succeeded(Exchange answer) throws IOException {
        if (answer.succeeded()) {
            return answer;
        }
        try (answer) {
            throw answer.status() == 401 ? Refusal.unauthenticated(target) : Refusal.of(answer, target.address());
        }
    }

    private Exchange send(Request request, Target to) throws IOException {
        for (int attempt = 1; ; attempt++) {
            boolean last = attempt == TRIES || !request.repeatable();
            try {
                var answer = Exchange.send(to, request);
                if (last || !passing(answer.status())) {
                    return answer;
                }
                answer.close();
            } catch (ConnectException e) {
                throw e; // Nobody is there: an answer now is worth more than a wait.
            } catch (IOException e) {
                if (last) {
                    throw e;
                }
            }
            rest(pause.multipliedBy(attempt));
        }
    }

    // What a proxy says while the server behind it restarts.
    private static boolean passing(int status) {
        return status == 502 || status == 504;
    }

    private static void rest(Duration time) throws IOException {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private Fields parsed(String body) {
        try {
            var json = body.isBlank() ? new JsonObject() : JsonParser.parseString(body);
            if (json.isJsonObject()) {
                return new Fields(json.getAsJsonObject());
            }
        } catch (JsonParseException e) {
            throw new Failure(notOurs(), e);
        }
        throw new Failure(notOurs());
    }

    private String notOurs() {
        return target.address() + " does not answer as a ResearchLoop server does."
                + " Check the address: researchloop connect URL";
    }
}
