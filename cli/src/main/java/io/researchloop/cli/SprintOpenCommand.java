package io.researchloop.cli;

import com.google.gson.JsonObject;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "open",
        description = {"Opens a sprint's page in the browser.", "It is the program in BROWSER, else the desktop's own."
        })
final class SprintOpenCommand implements Callable<Integer> {
    private final Session session;

    @Mixin
    private final SprintArgument sprint = new SprintArgument();

    SprintOpenCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        var answer = sprint.fetch(session.server());
        var said = answer.text("dashboard_url");
        var url = said.isEmpty()
                ? session.server().target().address().url() + "/dashboard/sprints/" + answer.text("id")
                : said;
        if (session.json()) {
            var json = new JsonObject();
            json.addProperty("url", url);
            session.terminal().json(json);
            return 0;
        }
        session.terminal().line(url);
        if (session.terminal().live() && !session.browser().open(url)) {
            session.terminal().note("No browser could be started here; open the address yourself.");
        }
        return 0;
    }
}
