package io.researchloop.activities.config;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The tables of the file, with the keys each may have and those the environment may set. */
enum Schema {
    TOP(
            keys(
                    "db_path artifact_dir shared_secret orchestrator_url claude_command context context_paths",
                    "prompts_dir max_artifact_mb",
                    Schema.AGENT_KEYS,
                    "cluster study slack ntfy dashboard temporal notifications"),
            keys("shared_secret orchestrator_url db_path artifact_dir")),
    CLUSTER(
            keys(
                    "name host port user key_path scheduler_type working_dir max_concurrent_jobs claude_command context",
                    "context_paths environment job_options known_hosts host_key proxy_jump max_channels shell_setup setup java",
                    "poll_interval transport retry_memory_factor",
                    Schema.AGENT_KEYS),
            Set.of()),
    STUDY(
            keys(
                    "name cluster description claude_md_path context sprints_dir claude_command",
                    "max_sprint_duration_hours red_team_max_rounds allow_loop job_options budget_usd budget_gpu_hours",
                    Schema.AGENT_KEYS),
            Set.of()),
    SLACK(
            keys(
                    "bot_token signing_secret app_token channel_id allowed_user_ids restrict_to_channel conversation",
                    "conversation_days answer_minutes answer_cost_usd agent_environment api_url"),
            keys("bot_token signing_secret app_token channel_id allowed_user_ids api_url")),
    NTFY(keys("url topic token"), keys("url topic token")),
    DASHBOARD(keys("enabled host port password_hash"), keys("password password_hash port host")),
    TEMPORAL(keys("mode target namespace profile binary port ui_port"), keys("target namespace")),
    NOTIFICATIONS(keys("events slack ntfy rule"), Set.of()),
    /** Within {@code [notifications]}. */
    RULE(keys("study events slack ntfy"), Set.of());

    /** The agent's options, which the top, a cluster and a study may all have. */
    private static final String AGENT_KEYS =
            "agent agent_script model max_cost_usd max_gpu_hours max_attempts stuck_minutes idea_minutes";

    private static final String PREFIX = "RESEARCHLOOP_";

    // Error Prone cannot see that Set.of made them.
    @SuppressWarnings("ImmutableEnumChecker")
    private final Set<String> keys;

    @SuppressWarnings("ImmutableEnumChecker")
    private final Set<String> overridable;

    Schema(Set<String> keys, Set<String> overridable) {
        this.keys = keys;
        this.overridable = overridable;
    }

    /** The keys the file may have. */
    Set<String> keys() {
        return keys;
    }

    /** The table's name in the file; empty for the top. */
    String table() {
        return this == TOP ? "" : name().toLowerCase(Locale.ROOT);
    }

    /** The name as one writes the table's head. */
    String head() {
        return switch (this) {
            case CLUSTER, STUDY -> "[[" + table() + "]]";
            case RULE -> "[[notifications.rule]]";
            case TOP, SLACK, NTFY, DASHBOARD, TEMPORAL, NOTIFICATIONS -> "[" + table() + "]";
        };
    }

    /** The environment variable that wins over a key, if there is one. */
    Optional<String> variable(String key) {
        if (!overridable.contains(key)) {
            return Optional.empty();
        }
        String section = this == TOP ? "" : name() + "_";
        return Optional.of(PREFIX + section + key.toUpperCase(Locale.ROOT));
    }

    static Set<String> variables() {
        return Arrays.stream(values())
                .flatMap(schema -> schema.overridable.stream().flatMap(key -> schema.variable(key).stream()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Another table that knows the key: it then stands in the wrong place rather than being misspelt. */
    Optional<Schema> elsewhere(String key) {
        return Arrays.stream(values())
                .filter(other -> other != this && other.keys.contains(key))
                .findFirst();
    }

    private static Set<String> keys(String... lines) {
        return Set.of(String.join(" ", lines).split(" "));
    }
}
