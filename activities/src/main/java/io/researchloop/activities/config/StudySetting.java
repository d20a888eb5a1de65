package io.researchloop.activities.config;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What may be changed of a study while the server runs: all that does not say where it lives and what it may execute. */
// The functions are method references.
@SuppressWarnings("ImmutableEnumChecker")
public enum StudySetting {
    DESCRIPTION(Kind.TEXT, StudyConfig::description),
    CONTEXT(Kind.TEXT, StudyConfig::context),
    MODEL(Kind.LINE, StudyConfig::model),
    MAX_COST_USD(Kind.NUMBER, StudyConfig::maxCostUsd),
    MAX_GPU_HOURS(Kind.NUMBER, StudyConfig::maxGpuHours),
    BUDGET_USD(Kind.NUMBER, study -> study.budget().maxCostUsd()),
    BUDGET_GPU_HOURS(Kind.NUMBER, study -> study.budget().maxGpuHours()),
    MAX_SPRINT_DURATION_HOURS(
            Kind.NUMBER, study -> study.maxSprintDuration().toMillis() / StudyReader.MILLIS_OF_AN_HOUR),
    RED_TEAM_MAX_ROUNDS(Kind.NUMBER, StudyConfig::redTeamMaxRounds),
    MAX_ATTEMPTS(Kind.NUMBER, StudyConfig::maxAttempts),
    ALLOW_LOOP(Kind.FLAG, StudyConfig::allowLoop),
    /** The study's own layer, over its cluster's; a change replaces it as a whole. */
    JOB_OPTIONS(Kind.OPTIONS, study -> TypedOptions.write(study.jobOptions()));

    /** How it is written. */
    public enum Kind {
        /** Lines. */
        TEXT,
        LINE,
        NUMBER,
        /** {@code true} or {@code false}. */
        FLAG,
        /** {@link TypedOptions}. */
        OPTIONS
    }

    private final Kind kind;
    private final Function<StudyConfig, @Nullable Object> value;

    StudySetting(Kind kind, Function<StudyConfig, @Nullable Object> value) {
        this.kind = kind;
        this.value = value;
    }

    public Kind kind() {
        return kind;
    }

    /** As in the file. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<StudySetting> of(String key) {
        return Arrays.stream(values())
                .filter(setting -> setting.key().equals(key))
                .findFirst();
    }

    /** What is in force, as a person would write it; empty if nothing is. */
    public String in(StudyConfig study) {
        Object found = value.apply(study);
        return found instanceof Double number
                ? BigDecimal.valueOf(number).stripTrailingZeros().toPlainString()
                : Objects.toString(found, "");
    }

    /** What the file would hold for what was typed. What is of another type stays a string, which the reader refuses. */
    Object typed(String written) {
        String bare = written.strip();
        if (kind == Kind.FLAG && (bare.equals("true") || bare.equals("false"))) {
            return Boolean.valueOf(bare);
        }
        if (kind == Kind.NUMBER && bare.matches("-?\\d{1,18}")) {
            return Long.valueOf(bare);
        }
        if (kind == Kind.NUMBER && bare.matches("-?\\d{0,18}\\.\\d{1,18}")) {
            return Double.valueOf(bare);
        }
        return switch (kind) {
            case TEXT -> written;
            case OPTIONS -> TypedOptions.of(written);
            case LINE, NUMBER, FLAG -> bare;
        };
    }
}
