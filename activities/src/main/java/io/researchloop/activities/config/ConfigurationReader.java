package io.researchloop.activities.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlTable;

/** Turns the file's top table into a {@link Configuration}; the tables within have readers of their own. */
final class ConfigurationReader {
    private static final int LARGEST_ARTIFACT_MB = 1024 * 1024;
    private static final int DEFAULT_ARTIFACT_MB = 1024;
    private static final String PASSPHRASE = "RESEARCHLOOP_SSH_PASSPHRASE";

    private final Path file;
    private final TomlTable table;
    private final Map<String, String> environment;
    private final Locations locations;
    private final Findings findings = new Findings();

    ConfigurationReader(Path file, TomlTable table, Map<String, String> environment, Path home) {
        this.file = file;
        this.table = table;
        this.environment = environment;
        this.locations = new Locations(Objects.requireNonNull(file.getParent()), home);
    }

    Configuration read() {
        Values top = values(Schema.TOP, table, "", new Place(file, 1, 1));
        AgentOptions options = AgentOptionsReader.read(top);
        List<ClusterConfig> clusters =
                each(Schema.CLUSTER, top, (values, name) -> new ClusterReader(values, locations).read(name));
        Map<String, ClusterConfig> byName = new HashMap<>();
        clusters.forEach(cluster -> byName.putIfAbsent(cluster.name(), cluster));
        Map<String, ConfiguredStudies.Reader> again = new HashMap<>();
        List<StudyConfig> studies = each(Schema.STUDY, top, (values, name) -> {
            again.put(name, changes -> reread(values.section(), name, changes, byName, options));
            return new StudyReader(values, byName, options).read(name);
        });
        ServicesReader services = new ServicesReader(environment);
        Configuration configuration = new Configuration(
                file,
                pathOr(top, "db_path", "researchloop.db"),
                pathOr(top, "artifact_dir", "artifacts"),
                top.secret("shared_secret"),
                top.address("orchestrator_url"),
                top.line("claude_command"),
                new ContextSource(top.text("context"), top.contextFiles("context_paths")),
                top.directory("prompts_dir"),
                megabytes(top) * 1024L * 1024L,
                options,
                clusters,
                new ConfiguredStudies(studies, again),
                new SlackReader(inner(Schema.SLACK, top)).read(),
                services.ntfy(inner(Schema.NTFY, top)),
                services.dashboard(inner(Schema.DASHBOARD, top)),
                services.temporal(inner(Schema.TEMPORAL, top)),
                notifications(top, studies),
                List.of());
        warnOfWhatIsMissing(configuration);
        warnOfAPassphraseThatNobodyUses(clusters);
        warnOfMisspeltVariables();
        findings.throwIfFaulty();
        return withWarnings(configuration);
    }

    private StudyConfig reread(
            Section written,
            String name,
            Map<StudySetting, String> changes,
            Map<String, ClusterConfig> clusters,
            AgentOptions global) {
        Map<String, Object> values = new HashMap<>();
        changes.forEach((setting, text) -> values.put(setting.key(), setting.typed(text)));
        Findings found = new Findings();
        Section section = written.with(values, found);
        StudyConfig study = new StudyReader(new Values(section, locations), clusters, global).read(name);
        found.throwIfFaulty();
        return study;
    }

    private NotificationsConfig notifications(Values top, List<StudyConfig> studies) {
        Values values = inner(Schema.NOTIFICATIONS, top);
        List<Values> rules = new ArrayList<>();
        TomlArray array = arrayOfTables(Schema.RULE, values);
        for (int i = 0; i < (array == null ? 0 : array.size()); i++) {
            Place head = Section.place(file, Objects.requireNonNull(array).inputPositionOf(i));
            String label = "notifications.rule[" + i + "]";
            if (array.get(i) instanceof TomlTable rule) {
                rules.add(values(Schema.RULE, rule, label, head));
            } else {
                findings.fault(head, label, "expected a table; write " + Schema.RULE.head());
            }
        }
        return new NotificationsReader(studies.stream().map(StudyConfig::name).toList()).read(values, rules);
    }

    private Path pathOr(Values top, String key, String otherwise) {
        Path path = top.path(key);
        return path != null ? path : locations.directory().resolve(otherwise);
    }

    private static int megabytes(Values top) {
        Integer megabytes = top.integer("max_artifact_mb", 1, LARGEST_ARTIFACT_MB);
        return megabytes != null ? megabytes : DEFAULT_ARTIFACT_MB;
    }

    /** Reads every {@code [[cluster]]} or {@code [[study]]} and sees to it that their names differ. */
    private <T> List<T> each(Schema schema, Values top, BiFunction<Values, String, T> reader) {
        List<T> all = new ArrayList<>();
        Map<String, Place> names = new HashMap<>();
        TomlArray array = arrayOfTables(schema, top);
        for (int i = 0; i < (array == null ? 0 : array.size()); i++) {
            Place head = Section.place(file, Objects.requireNonNull(array).inputPositionOf(i));
            if (!(array.get(i) instanceof TomlTable element)) {
                findings.fault(head, schema.table() + "[" + i + "]", "expected a table; write " + schema.head());
                continue;
            }
            String name = element.get(List.of("name")) instanceof String written ? written : "";
            String label = name.isBlank() ? schema.table() + "[" + i + "]" : schema.table() + "." + Quoted.bare(name);
            Values values = values(schema, element, label, head);
            Place first = names.putIfAbsent(name, head);
            if (first != null && !name.isBlank()) {
                values.section().fault("name", "is already the name of the one in line " + first.line());
            }
            all.add(reader.apply(values, requiredName(values)));
        }
        return all;
    }

    private static String requiredName(Values values) {
        if (!values.section().has("name")) {
            values.section().missing("name", "every one needs a name of its own");
            return "";
        }
        String name = values.matching("name", Grammar.NAME, Grammar.NAME_RULE);
        return name == null ? "" : name;
    }

    private @Nullable TomlArray arrayOfTables(Schema schema, Values top) {
        Entry entry = top.section().entry(schema.table());
        if (entry == null) {
            return null;
        }
        if (entry.value() instanceof TomlArray array) {
            return array;
        }
        top.section().fault(schema.table(), "there can be several: write " + schema.head() + " with double brackets");
        return null;
    }

    private Values inner(Schema schema, Values top) {
        Entry entry = top.section().entry(schema.table());
        Place head = top.section().placeOf(schema.table());
        if (entry != null && !(entry.value() instanceof TomlTable)) {
            top.section().fault(schema.table(), "expected a table: write " + schema.head());
        }
        TomlTable inner = entry != null && entry.value() instanceof TomlTable found ? found : Toml.parse("");
        return values(schema, inner, schema.table(), head);
    }

    private Values values(Schema schema, TomlTable of, String label, Place head) {
        Section section = new Section(schema, of, label, head, environment, findings);
        section.warnOfUnknownKeys();
        return new Values(section, locations);
    }

    private void warnOfWhatIsMissing(Configuration configuration) {
        if (configuration.clusters().isEmpty()) {
            findings.warning(null, "cluster", "there is no [[cluster]], so nothing can run");
        } else if (configuration.studies().isEmpty()) {
            findings.warning(null, "study", "there is no [[study]], so no sprint can be started");
        }
    }

    private void warnOfAPassphraseThatNobodyUses(List<ClusterConfig> clusters) {
        boolean opened = clusters.stream().anyMatch(cluster -> cluster.transport() == TransportType.OPENSSH);
        boolean own = clusters.stream().anyMatch(cluster -> cluster.transport() == TransportType.SSH);
        if (environment.containsKey(PASSPHRASE) && opened && !own) {
            findings.warning(
                    null,
                    PASSPHRASE,
                    "is not used: with transport = \"openssh\" ssh itself asks for the passphrase, at"
                            + " researchloop cluster login");
        }
    }

    /** Other variables of ours exist, so only a near miss is worth a word. */
    private void warnOfMisspeltVariables() {
        Set<String> known = Schema.variables();
        environment.keySet().stream()
                .filter(name -> name.startsWith("RESEARCHLOOP_") && !known.contains(name))
                .sorted()
                .forEach(name -> known.stream()
                        .filter(right -> NearestName.distance(right, name) <= 2)
                        .findFirst()
                        .ifPresent(right -> findings.warning(
                                null, name, "is not a known variable and is ignored; did you mean " + right + "?")));
    }

    private Configuration withWarnings(Configuration read) {
        return new Configuration(
                read.file(),
                read.dbPath(),
                read.artifactDir(),
                read.sharedSecret(),
                read.orchestratorUrl(),
                read.claudeCommand(),
                read.context(),
                read.promptsDir(),
                read.maxArtifactBytes(),
                read.agentOptions(),
                read.clusters(),
                read.studies(),
                read.slack(),
                read.ntfy(),
                read.dashboard(),
                read.temporal(),
                read.notifications(),
                findings.warnings());
    }
}
