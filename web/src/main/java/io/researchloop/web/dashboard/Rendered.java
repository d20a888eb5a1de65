package io.researchloop.web.dashboard;

import io.researchloop.activities.artifact.RenderedReport;
import io.researchloop.activities.artifact.ReportRenderer;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Renders Markdown once for as long as it stays the same and is looked at. */
@Component
class Rendered {
    private static final int KEPT = 64;
    private static final int KEPT_LENGTH = 500_000;

    private final ReportRenderer renderer;
    private final Map<Key, RenderedReport> kept = Collections.synchronizedMap(new LinkedHashMap<>(KEPT, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, RenderedReport> eldest) {
            return size() > KEPT;
        }
    });

    Rendered(ReportRenderer renderer) {
        this.renderer = renderer;
    }

    private record Key(String sprintId, String markdown) {}

    RenderedReport of(String sprintId, String markdown) {
        Key key = new Key(sprintId, markdown);
        RenderedReport known = kept.get(key);
        if (known != null) {
            return known;
        }
        RenderedReport fresh = renderer.render(markdown, "/dashboard/sprints/" + sprintId + "/artifacts/");
        if (markdown.length() <= KEPT_LENGTH) {
            kept.put(key, fresh);
        }
        return fresh;
    }
}
