package io.researchloop.web.dashboard;

import io.researchloop.activities.config.Configuration;
import io.researchloop.activities.config.StudyConfig;
import io.researchloop.activities.config.StudySetting;
import io.researchloop.activities.store.StudyChanges.Changes;
import io.researchloop.web.command.Rejection;
import io.researchloop.web.command.StudyCommands;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Changes a study's settings, and takes changes back: one, or all. */
@Controller
class StudyEditController {
    private static final String ALL = "all";

    private final Configuration configuration;
    private final StudyCommands commands;

    StudyEditController(Configuration configuration, StudyCommands commands) {
        this.configuration = configuration;
        this.commands = commands;
    }

    /**
     * A setting in the form.
     *
     * @param kind text, line, number, flag or options, which are lines of name = value
     * @param value as changed, or as typed; empty if it is as the file has it
     * @param written what the file has, or what is in force without it; may be empty
     * @param changed whether a person's value is in force
     */
    record Field(String key, String kind, String value, String written, boolean changed) {
        public String source() {
            return changed ? "user" : "config";
        }

        /** Lines stay lines. */
        public String configured() {
            return "Configured:" + (written.isEmpty() ? " nothing" : (kind.equals("options") ? "\n" : " ") + written);
        }
    }

    @GetMapping("/dashboard/studies/{name}/edit")
    String form(@PathVariable String name, @RequestParam @Nullable String saved, Model model) {
        Changes changes = commands.changes(name);
        model.addAllAttributes(page(name, changes, changes.values()));
        model.addAttribute("saved", saved != null);
        return "dashboard/study-edit";
    }

    /** @param revert the key of the setting that shall be as the file has it, or {@code all}; null: the form is saved */
    @PostMapping("/dashboard/studies/{name}/edit")
    ModelAndView save(
            @PathVariable String name,
            @RequestParam long version,
            @RequestParam @Nullable String revert,
            @RequestParam Map<String, String> form) {
        Map<String, String> typed =
                revert == null ? form : commands.changes(name).values();
        Map<StudySetting, String> values = new EnumMap<>(StudySetting.class);
        for (StudySetting setting : StudySetting.values()) {
            boolean reverted = ALL.equals(revert) || setting.key().equals(revert);
            values.put(setting, reverted ? "" : text(typed.get(setting.key())));
        }
        try {
            commands.change(name, version, values);
            return new ModelAndView("redirect:/dashboard/studies/" + name + "/edit?saved");
        } catch (Rejection refused) {
            if (refused.reason() == Rejection.Reason.UNKNOWN) {
                throw refused;
            }
            ModelAndView page = new ModelAndView(
                    "dashboard/study-edit",
                    refused.reason() == Rejection.Reason.CONFLICT
                            ? HttpStatus.CONFLICT
                            : HttpStatus.UNPROCESSABLE_CONTENT);
            page.addAllObjects(page(name, commands.changes(name), typed));
            page.addObject("error", refused.getMessage());
            return page;
        }
    }

    /** The form always has the newest version: who has read what changed meanwhile may save over it. */
    private Map<String, Object> page(String name, Changes changes, Map<String, String> shown) {
        StudyConfig written = configuration.studies().written(name);
        List<Field> fields = Arrays.stream(StudySetting.values())
                .map(setting -> new Field(
                        setting.key(),
                        setting.kind().name().toLowerCase(Locale.ROOT),
                        text(shown.get(setting.key())),
                        setting.in(written),
                        changes.values().containsKey(setting.key())))
                .toList();
        return Map.of(
                "study",
                name,
                "version",
                changes.version(),
                "fields",
                fields,
                "changed",
                !changes.values().isEmpty(),
                "file",
                configuration.file().getFileName().toString());
    }

    /** Browsers end lines in a form with two characters. */
    private static String text(@Nullable String value) {
        return value == null ? "" : value.replace("\r\n", "\n").strip();
    }
}
