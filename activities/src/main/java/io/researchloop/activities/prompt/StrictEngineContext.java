package io.researchloop.activities.prompt;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.thymeleaf.IEngineConfiguration;
import org.thymeleaf.context.EngineContext;
import org.thymeleaf.context.IContext;
import org.thymeleaf.engine.TemplateData;
import org.thymeleaf.exceptions.TemplateProcessingException;

/**
 * A misspelt variable is an error. Thymeleaf would put nothing in its place, and a sprint without its idea would run
 * for hours before anybody noticed.
 */
final class StrictEngineContext extends EngineContext {
    private StrictEngineContext(
            IEngineConfiguration configuration,
            TemplateData template,
            Map<String, Object> resolution,
            Locale locale,
            Map<String, Object> variables) {
        super(configuration, template, resolution, locale, variables);
    }

    /** For {@code TemplateEngine.setEngineContextFactory}. */
    static EngineContext of(
            IEngineConfiguration configuration,
            TemplateData template,
            @Nullable Map<String, Object> resolution,
            IContext context) {
        Map<String, Object> variables = new HashMap<>();
        context.getVariableNames().forEach(name -> variables.put(name, context.getVariable(name)));
        return new StrictEngineContext(
                configuration, template, resolution == null ? Map.of() : resolution, context.getLocale(), variables);
    }

    @Override
    public Object getVariable(String name) {
        if (!containsVariable(name) && !isThymeleafs(name)) {
            Set<String> known = new TreeSet<>(getVariableNames());
            known.removeIf(StrictEngineContext::isThymeleafs);
            throw new TemplateProcessingException(
                    "there is no variable " + name + "; there are " + String.join(", ", known));
        }
        return super.getVariable(name);
    }

    /** Thymeleaf keeps things of its own among the variables, {@code thymeleaf::EvaluationContext}. */
    private static boolean isThymeleafs(String name) {
        return name.startsWith("thymeleaf");
    }
}
