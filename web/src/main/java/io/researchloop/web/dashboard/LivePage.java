package io.researchloop.web.dashboard;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;

/** The addresses of the streams that keep pages up to date. */
final class LivePage {
    static final String CLUSTERS = "/dashboard/live/clusters";

    private LivePage() {}

    static String home(@Nullable Instant lastVisit) {
        return "/dashboard/live/home" + (lastVisit == null ? "" : "?since=" + lastVisit.getEpochSecond());
    }

    static String sprint(String id, String tab) {
        return "/dashboard/live/sprints/" + id + "/" + tab;
    }

    static String loop(String id) {
        return "/dashboard/live/loops/" + id;
    }

    static String sprints(List<String> ids) {
        return "/dashboard/live/sprints?ids=" + String.join(",", ids);
    }

    /**
     * @param metric that the page is by; null: what most sprints have
     * @param ids sprints of the page's rows, and the loop at its head
     */
    static String study(String name, @Nullable String metric, List<String> ids) {
        return UriComponentsBuilder.fromPath("/dashboard/live/studies/{study}")
                .queryParam("ids", String.join(",", ids))
                .queryParam("metric", "{metric}")
                .encode()
                .buildAndExpand(name, metric == null ? "" : metric)
                .toUriString();
    }

    /** With a word on sprints that are newer than those of the page. */
    static String newest(List<String> ids, long newest, String study) {
        return UriComponentsBuilder.fromPath("/dashboard/live/sprints")
                .queryParam("ids", String.join(",", ids))
                .queryParam("newest", newest)
                .queryParam("study", "{study}")
                .encode()
                .buildAndExpand(study)
                .toUriString();
    }
}
