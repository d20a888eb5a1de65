package io.researchloop.cli.http;

import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.researchloop.cli.Failure;
import io.researchloop.cli.terminal.Fields;
import io.researchloop.cli.terminal.SafeText;
import java.io.IOException;

/** The server answered, and the answer is no. */
public final class Refusal extends Failure {
    private static final long serialVersionUID = 1L;

    private final int status;

    private Refusal(int status, String message) {
        super(message);
        this.status = status;
    }

    public int status() {
        return status;
    }

    static Refusal of(Exchange answer, ServerAddress address) throws IOException {
        int status = answer.status();
        var detail = detail(answer.text());
        return new Refusal(status, detail + advice(answer, address, detail.isEmpty()));
    }

    static Refusal unauthenticated(Target target) {
        var why = target.credential()
                .map(c -> capitalised(c.source()) + " was refused by " + target.address() + " (401).")
                .orElse("Not logged in to " + target.address() + " (401).");
        return new Refusal(401, why + " Run: researchloop connect " + target.address());
    }

    private static String advice(Exchange answer, ServerAddress address, boolean silent) {
        int status = answer.status();
        if (status >= 300 && status < 400) {
            var where = answer.header("Location").map(SafeText::line).orElse("elsewhere");
            return address + " points to " + where + " (" + status + "). Run: researchloop connect with that address.";
        }
        if (status == 429) {
            var wait = answer.header("Retry-After").map(SafeText::line);
            return " Too many tries;"
                    + wait.map(s -> " try again in " + s + " s.").orElse(" wait a minute, then try again.");
        }
        if (!silent) {
            return "";
        }
        return switch (status) {
            case 403 -> "The server does not allow this to these credentials (403).";
            case 404 ->
                "The server does not know this (404). Is " + address + " a ResearchLoop server of this version?";
            default -> "The server answered " + status + " without a reason. Its log says more.";
        };
    }

    // What is not our JSON comes from a proxy or another program; its page would not help anyone.
    private static String detail(String body) {
        try {
            var json = JsonParser.parseString(body);
            return json.isJsonObject() ? new Fields(json.getAsJsonObject()).block("detail") : "";
        } catch (JsonParseException e) {
            return "";
        }
    }

    private static String capitalised(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
}
