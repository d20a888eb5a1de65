package io.researchloop.web.dashboard;

import io.researchloop.activities.store.ClusterListener;
import io.researchloop.activities.store.StoreListener;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;

/** Draws parts of pages for the streams; a page that many look at is drawn once a change and not once a tab. */
@Component
class Fragments implements StoreListener, ClusterListener {
    private static final int KEPT = 200;

    private final ITemplateEngine engine;
    private final AtomicLong changes = new AtomicLong();
    private final Map<String, Drawn> drawn = new ConcurrentHashMap<>();

    Fragments(ITemplateEngine engine) {
        this.engine = engine;
    }

    private record Drawn(long change, Map<String, String> parts) {}

    /** A sprint changed, so what was drawn may be old. */
    @Override
    public void sprintChanged(String sprintId) {
        changes.incrementAndGet();
    }

    @Override
    public void clusterChanged(String cluster) {
        changes.incrementAndGet();
    }

    /** The parts as they were drawn since the last change; else they are drawn now. */
    Map<String, String> once(String page, Supplier<Map<String, String>> draw) {
        long now = changes.get();
        Drawn known = drawn.get(page);
        if (known != null && known.change() == now) {
            return known.parts();
        }
        Map<String, String> parts = draw.get();
        if (drawn.size() >= KEPT) {
            drawn.clear();
        }
        drawn.put(page, new Drawn(now, parts));
        return parts;
    }

    String render(String template, String fragment, Map<String, Object> model) {
        return engine.process("dashboard/" + template, Set.of(fragment), new Context(Locale.ENGLISH, model))
                .strip();
    }
}
