package io.researchloop.web.api;

import io.researchloop.activities.config.Configuration;
import io.researchloop.activities.config.StudyConfig;
import io.researchloop.activities.config.StudySetting;
import io.researchloop.activities.config.TypedOptions;
import io.researchloop.activities.store.StudyChanges.Changes;
import io.researchloop.web.command.Rejection;
import io.researchloop.web.command.StudyCommands;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** What may be changed of a study, what was, and by whom. */
@RestController
class StudySettingsController {
    private final Configuration configuration;
    private final StudyCommands commands;

    StudySettingsController(Configuration configuration, StudyCommands commands) {
        this.configuration = configuration;
        this.commands = commands;
    }

    /**
     * @param version of the changes that the caller saw; null: whatever they are now
     * @param settings by key; null or an empty text reverts to the configuration's value; the job options as an object, or
     *     as lines
     */
    record PatchBody(@Nullable Long version, @Nullable Map<String, Object> settings) {}

    /**
     * @param value in force, as one writes it; empty if nothing is set
     * @param source config or user
     */
    record SettingJson(String value, String source) {}

    record SettingsJson(String study, long version, Map<String, SettingJson> settings) {}

    @GetMapping("/api/studies/{name}/settings")
    SettingsJson settings(@PathVariable String name) {
        Changes changes = commands.changes(name);
        StudyConfig study = configuration.study(name).orElseThrow();
        Map<String, SettingJson> settings = new LinkedHashMap<>();
        for (StudySetting setting : StudySetting.values()) {
            boolean changed = changes.values().containsKey(setting.key());
            settings.put(setting.key(), new SettingJson(setting.in(study), changed ? "user" : "config"));
        }
        return new SettingsJson(name, changes.version(), settings);
    }

    @PatchMapping("/api/studies/{name}")
    SettingsJson patch(@PathVariable String name, @RequestBody PatchBody body) {
        Map<String, Object> wanted = body.settings();
        if (wanted == null) {
            throw Rejection.invalid("settings is required");
        }
        Map<StudySetting, String> values = new EnumMap<>(StudySetting.class);
        wanted.forEach((key, value) -> values.put(setting(key), text(key, value)));
        commands.patch(name, body.version(), values);
        return settings(name);
    }

    @DeleteMapping("/api/studies/{name}/overrides")
    SettingsJson revert(@PathVariable String name) {
        Map<StudySetting, String> none = new EnumMap<>(StudySetting.class);
        for (StudySetting setting : StudySetting.values()) {
            none.put(setting, "");
        }
        commands.patch(name, null, none);
        return settings(name);
    }

    private static StudySetting setting(String key) {
        return StudySetting.of(key)
                .orElseThrow(() -> Rejection.invalid("settings." + key + ": expected one of "
                        + Arrays.stream(StudySetting.values())
                                .map(StudySetting::key)
                                .collect(Collectors.joining(", "))));
    }

    private static String text(String key, @Nullable Object value) {
        if (value == null) {
            return "";
        }
        if (value instanceof Map<?, ?> table && key.equals(StudySetting.JOB_OPTIONS.key())) {
            return lines(table);
        }
        if (value instanceof String || value instanceof Number || value instanceof Boolean) {
            return value.toString();
        }
        throw Rejection.invalid("settings." + key + ": expected text, a number, true or false");
    }

    private static String lines(Map<?, ?> table) {
        Map<String, Object> json = new LinkedHashMap<>();
        table.forEach((name, value) -> json.put(String.valueOf(name), value));
        Map<String, String> options = JobOptionsJson.read(json);
        String lines = TypedOptions.write(options);
        if (!TypedOptions.of(lines).options().equals(options)) {
            throw Rejection.invalid("settings.job_options: expected names of options, and values of one line");
        }
        return lines;
    }
}
