package io.researchloop.activities.prompt;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.thymeleaf.TemplateEngine;
import org.thymeleaf.context.Context;
import org.thymeleaf.exceptions.TemplateProcessingException;
import org.thymeleaf.spring6.dialect.SpringStandardDialect;
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;
import org.thymeleaf.templateresolver.StringTemplateResolver;

/**
 * Renders the prompts of a sprint. The user's templates are read anew each time, so that an edit counts from the next
 * sprint on; it is safe for use by many threads.
 */
public final class PromptRenderer {
    private static final String SUFFIX = ".txt";

    private final @Nullable Path promptsDir;
    private final TemplateEngine own = engine();
    private final TemplateEngine theirs = engine();

    /**
     * @param promptsDir where the user's templates are: {@code generate_idea.txt}, {@code research.txt},
     *     {@code red_team.txt}, {@code fix.txt}, {@code report.txt}, {@code summarize.txt}, {@code tweak.txt},
     *     {@code claude_md.txt}, each of them optional; null: none
     */
    public PromptRenderer(@Nullable Path promptsDir) {
        this.promptsDir = promptsDir;
        ClassLoaderTemplateResolver shipped = new ClassLoaderTemplateResolver(PromptRenderer.class.getClassLoader());
        shipped.setPrefix("prompts/");
        shipped.setSuffix(SUFFIX);
        shipped.setCharacterEncoding("UTF-8");
        shipped.setTemplateMode(TemplateMode.TEXT);
        own.setTemplateResolver(shipped);
        StringTemplateResolver written = new StringTemplateResolver();
        written.setTemplateMode(TemplateMode.TEXT);
        written.setCacheable(false);
        theirs.setTemplateResolver(written);
    }

    /**
     * The prompt of every step that the sprint may come to, by the step's name and in the order of the steps:
     * {@code generate_idea} if the context has a brief for it, {@code research}, {@code red_team_1}, {@code fix_1}, …, {@code report}, {@code summarize}.
     *
     * @throws PromptTemplateFault when a template of the user's does not work
     */
    public Map<String, String> renderAll(PromptContext context) {
        Map<String, String> prompts = new LinkedHashMap<>();
        if (context.brief() != null) {
            prompts.put("generate_idea", render("generate_idea", context, 0));
        }
        prompts.put("research", render("research", context, 0));
        for (int round = 1; round <= context.redTeamMaxRounds(); round++) {
            prompts.put("red_team_" + round, render("red_team", context, round));
            prompts.put("fix_" + round, render("fix", context, round));
        }
        prompts.put("report", render("report", context, 0));
        prompts.put("summarize", render("summarize", context, 0));
        return prompts;
    }

    /**
     * The text of the sprint's {@code CLAUDE.md}: the rules of all steps, and the context.
     *
     * @throws PromptTemplateFault when the user's template does not work
     */
    public String claudeMd(PromptContext context) {
        return render("claude_md", context, 0);
    }

    /**
     * The prompt of a tweak.
     *
     * @param number of the sprint's tweaks, from 1
     * @throws PromptTemplateFault when the user's template does not work
     */
    public String tweak(PromptContext context, int number, String instruction) {
        Map<String, Object> variables = context.variables(number);
        variables.put("instruction", instruction);
        return render("tweak", new Context(Locale.ROOT, variables));
    }

    private String render(String template, PromptContext prompt, int round) {
        return render(template, new Context(Locale.ROOT, prompt.variables(round)));
    }

    private String render(String template, Context variables) {
        Path file = promptsDir == null ? null : promptsDir.resolve(template + SUFFIX);
        if (file == null || !Files.exists(file)) {
            return own.process(template, variables);
        }
        String text = read(file);
        try {
            return theirs.process(text, variables);
        } catch (TemplateProcessingException fault) {
            throw new PromptTemplateFault(file, text, fault);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (CharacterCodingException notUtf8) {
            throw new PromptTemplateFault(file, "it is not UTF-8 text", notUtf8);
        } catch (IOException unreadable) {
            throw new PromptTemplateFault(file, unreadable.toString(), unreadable);
        }
    }

    private static TemplateEngine engine() {
        TemplateEngine engine = new TemplateEngine();
        // Spring's expression language is there already; the plain dialect would need another library for it.
        engine.setDialect(new SpringStandardDialect());
        engine.setEngineContextFactory(StrictEngineContext::of);
        return engine;
    }
}
