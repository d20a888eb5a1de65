package io.researchloop.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.researchloop.cli.terminal.Fields;
import io.researchloop.cli.terminal.Words;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;

/**
 * Something that waits for a person.
 *
 * @param next what to do about it
 */
record Needs(String what, String next) {
    private static final Duration FRESH = Duration.ofHours(24);
    private static final int LONGEST = 100;

    /** @param failed the sprints that failed, the last one first */
    static List<Needs> of(Fields health, Fields clusters, Fields failed, Instant now) {
        List<Needs> needs = new ArrayList<>();
        health.object("components")
                .flatMap(all -> all.object("engine"))
                .filter(engine -> !"UP".equals(engine.text("status")))
                .ifPresent(engine -> needs.add(new Needs(
                        "The engine is not connected; new sprints wait for it.",
                        "researchloop doctor, on the server's machine")));
        clusters.list("clusters").stream()
                .filter(cluster -> "paused".equals(cluster.text("state")))
                .map(cluster -> paused(cluster, now))
                .forEach(needs::add);
        failed.list("sprints").stream()
                .filter(sprint -> "failed".equals(sprint.text("status")))
                .filter(sprint -> isFresh(sprint.text("completed_at"), now))
                .map(sprint -> failed(sprint, now))
                .forEach(needs::add);
        return needs;
    }

    static JsonArray json(List<Needs> needs) {
        var array = new JsonArray();
        for (var need : needs) {
            var each = new JsonObject();
            each.addProperty("what", need.what());
            each.addProperty("next", need.next());
            array.add(each);
        }
        return array;
    }

    private static Needs paused(Fields cluster, Instant now) {
        var since = cluster.text("paused_since");
        return new Needs(
                "Cluster " + cluster.text("name") + " does not answer"
                        + (since.isEmpty() ? "" : ", since " + Words.ago(since, now)) + ".",
                "researchloop cluster check -n " + cluster.text("name"));
    }

    private static Needs failed(Fields sprint, Instant now) {
        var error = sprint.text("error");
        return new Needs(
                sprint.text("id") + " failed " + Words.ago(sprint.text("completed_at"), now)
                        + (error.isEmpty() ? "." : ": " + Words.cut(error, LONGEST)),
                "researchloop sprint show " + sprint.text("id") + ", then sprint resubmit");
    }

    private static boolean isFresh(String ended, Instant now) {
        try {
            return Instant.parse(ended).isAfter(now.minus(FRESH));
        } catch (DateTimeParseException e) {
            return false;
        }
    }
}
