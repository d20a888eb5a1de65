package io.researchloop.web.dashboard;

import io.researchloop.activities.config.AgentType;
import io.researchloop.activities.config.Configuration;
import io.researchloop.activities.config.StudyConfig;
import io.researchloop.activities.store.SprintDetail;
import io.researchloop.web.dashboard.view.Words;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Fills the form for a new sprint. */
@Component
class SprintForms {
    private final Configuration configuration;

    SprintForms(Configuration configuration) {
        this.configuration = configuration;
    }

    SprintForm empty(@Nullable String study) {
        return form(new Typed(study, "", null, null, null, "", UUID.randomUUID().toString()), null);
    }

    SprintForm begunWith(IdeaExample example) {
        return form(
                new Typed(
                        null,
                        example.text(),
                        null,
                        null,
                        null,
                        "",
                        UUID.randomUUID().toString()),
                null);
    }

    /** With what an earlier sprint was given. */
    SprintForm like(SprintDetail old) {
        Double budget = old.row().maxCostUsd();
        return form(
                new Typed(
                        old.row().studyName(),
                        old.idea(),
                        old.row().agent(),
                        old.row().model(),
                        budget == null ? null : budget.toString(),
                        OptionLines.write(old.jobOptions()),
                        UUID.randomUUID().toString()),
                null);
    }

    /** As it was typed. */
    SprintForm typed(Typed typed) {
        return form(typed, null);
    }

    /** As it was typed, with what is wrong. */
    SprintForm refused(Typed typed, String error) {
        return form(typed, error);
    }

    /** What came with the form. */
    record Typed(
            @Nullable String study,
            @Nullable String idea,
            @Nullable String agent,
            @Nullable String model,
            @Nullable String budget,
            @Nullable String options,
            @Nullable String key) {}

    private SprintForm form(Typed typed, @Nullable String error) {
        List<String> names =
                configuration.studies().stream().map(StudyConfig::name).toList();
        String chosen = typed.study() != null && names.contains(typed.study())
                ? typed.study()
                : names.isEmpty() ? null : names.get(0);
        Optional<StudyConfig> study = chosen == null ? Optional.empty() : configuration.study(chosen);
        String agent = typed.agent() != null
                ? typed.agent()
                : study.map(config -> config.agent().word()).orElse("");
        return new SprintForm(
                names,
                chosen,
                text(typed.idea()),
                study.map(SprintForms::agents).orElse(List.of()),
                agent,
                text(typed.model()),
                study.map(StudyConfig::model).orElse("the agent’s own"),
                text(typed.budget()),
                study.map(StudyConfig::maxCostUsd)
                        .map(budget -> Words.money(budget).substring(1))
                        .orElse("no limit"),
                text(typed.options()),
                typed.key() == null ? UUID.randomUUID().toString() : typed.key(),
                error);
    }

    private static List<String> agents(StudyConfig study) {
        return study.agentScript() == null
                ? List.of(AgentType.CLAUDE.word())
                : List.of(
                        study.agent().word(),
                        study.agent() == AgentType.CLAUDE ? AgentType.SCRIPTED.word() : AgentType.CLAUDE.word());
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }
}
