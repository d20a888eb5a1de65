package io.researchloop.web.command;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The engine, for people.
 *
 * @param ready false while it is coming up, or away
 * @param mode {@code external}, {@code dev-server} or {@code in-memory}
 * @param detail one sentence: which one and why, or what is wrong with it
 * @param uiUrl Temporal's own pages, where there are any
 * @param namespace where our workflows are
 */
public record EngineView(
        boolean ready, String mode, String detail, @Nullable String uiUrl, String namespace) {
    /** The page of a workflow's history, where there are such pages. */
    public Optional<String> historyUrl(String workflowId) {
        return Optional.ofNullable(uiUrl)
                .map(url ->
                        (url.endsWith("/") ? url : url + "/") + "namespaces/" + namespace + "/workflows/" + workflowId);
    }
}
