package io.researchloop.web.dashboard;

import io.researchloop.web.command.EngineView;
import io.researchloop.web.dashboard.view.StatusView;
import org.jspecify.annotations.Nullable;

/**
 * The engine in words.
 *
 * @param words for the foot of the page
 * @param notice what every page has to say of it; null if all is well
 */
record EngineStatusView(
        StatusView status,
        String kind,
        String words,
        String detail,
        @Nullable String uiUrl,
        @Nullable Notice notice) {
    record Notice(String title, String text) {}

    static EngineStatusView of(EngineView engine) {
        String kind =
                switch (engine.mode()) {
                    case "external" -> "Temporal server";
                    case "dev-server" -> "Temporal dev server";
                    case "in-memory" -> "in memory";
                    default -> engine.mode();
                };
        StatusView status = engine.ready()
                ? new StatusView("completed", "Connected")
                : new StatusView("attention", "Not connected");
        return new EngineStatusView(
                status,
                kind,
                kind + (engine.ready() ? ", connected" : ", not connected"),
                engine.detail(),
                engine.uiUrl(),
                notice(engine));
    }

    private static @Nullable Notice notice(EngineView engine) {
        if (!engine.ready()) {
            return new Notice(
                    "The engine is not connected.",
                    "New sprints are saved and start by themselves as soon as it is; running jobs go on. "
                            + engine.detail());
        }
        if (engine.mode().equals("in-memory")) {
            return new Notice(
                    "Engine in memory.",
                    "Running sprints go on after a restart of the server; their history in the engine does not.");
        }
        return null;
    }
}
