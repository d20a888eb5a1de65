package io.researchloop.activities.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeProperty;
import org.springframework.util.FileSystemUtils;

/** However a file is mangled, it is a configuration or a list of faults, and each fault is in the file. */
class ConfigurationPropertyTest {
    private static final String WHOLE = """
            db_path = "rl.db"
            context = \"\"\"
            two
            lines\"\"\"
            orchestrator_url = "https://rl.example.org"
            max_cost_usd = 1.5
            [[cluster]]
            name = "hpc"
            host = "login"
            port = 22
            scheduler_type = "slurm"
            working_dir = "/scratch"
            environment = {KEY = "x"}
            setup = ["module load java"]
            [cluster.job_options]
            time = 08:00:00
            [[study]]
            name = "tea"
            cluster = "hpc"
            allow_loop = true
            [slack]
            allowed_user_ids = ["U1", 'U2']
            [dashboard]
            port = 8080
            [temporal]
            mode = "auto"
            [notifications]
            events = ["failed"]
            """;

    private static final List<String> VALUES = List.of(
            "1",
            "-1",
            "1e400",
            "nan",
            "true",
            "\"\"",
            "\"x\"",
            "\"\\u0000\"",
            "'~'",
            "[]",
            "[1, \"a\"]",
            "[[]]",
            "{}",
            "{a = 1}",
            "1979-05-27",
            "07:32:00",
            "1979-05-27T07:32:00Z",
            "9223372036854775808",
            "\"",
            "'''",
            "");

    private Project project = new Project(Path.of("."));

    @BeforeProperty
    void makeAFolder() throws IOException {
        project = new Project(Files.createTempDirectory("configuration"));
    }

    @AfterProperty
    void removeTheFolder() throws IOException {
        FileSystemUtils.deleteRecursively(project.root());
    }

    @Property(tries = 400)
    void aMangledFileIsReadOrItsFaultsAreInTheFile(@ForAll("mangled") String toml) {
        check(toml, Map.of());
    }

    @Property(tries = 400)
    void anyTextIsReadOrItsFaultsAreInTheFile(@ForAll String text) {
        check(text, Map.of());
    }

    @Property(tries = 600)
    void anyValueAtAnyKeyIsReadOrItsFaultsAreInTheFile(@ForAll("assignments") String toml) {
        check(toml, Map.of());
    }

    @Property(tries = 200)
    void anyEnvironmentIsTakenOrNamedInAFault(@ForAll("variables") Map<String, String> environment) {
        project.faults(WHOLE, environment).forEach(fault -> {
            assertThat(fault.place()).isNull();
            assertThat(environment).containsKey(fault.key());
        });
    }

    @Property(tries = 200)
    void distanceIsSymmetricAndZeroForTheSame(@ForAll("keys") String first, @ForAll("keys") String second) {
        assertThat(NearestName.distance(first, second)).isEqualTo(NearestName.distance(second, first));
        assertThat(NearestName.distance(first, first)).isZero();
    }

    @Property(tries = 200)
    void aKeyWithTwoNeighboursSwappedIsStillFound(@ForAll("keys") String key, @ForAll int seed) {
        int at = Math.floorMod(seed, key.length() - 1);
        String swapped = key.substring(0, at) + key.charAt(at + 1) + key.charAt(at) + key.substring(at + 2);

        assertThat(NearestName.distance(key, swapped)).isLessThanOrEqualTo(1);
        assertThat(NearestName.among(List.of(key), swapped)).contains(key);
    }

    private void check(String toml, Map<String, String> environment) {
        long lines = Math.max(1, toml.lines().count());
        for (Fault fault : project.faults(toml, environment)) {
            assertThat(fault.message()).isNotBlank();
            assertThat(Project.line(fault)).as(fault.toString()).isBetween(1, (int) lines);
        }
    }

    @Provide
    Arbitrary<String> mangled() {
        Arbitrary<Integer> where = Arbitraries.integers().between(0, WHOLE.length());
        Arbitrary<String> what = Arbitraries.of("", "\"", "[", "]", "\n", "=", "#", "\u0000", "é", "{", "a.b", "'''");
        return Combinators.combine(where, Arbitraries.integers().between(0, 12), what, where)
                .as((from, length, inserted, end) -> {
                    String cut = WHOLE.substring(0, from)
                            + inserted
                            + WHOLE.substring(Math.min(WHOLE.length(), from + length));
                    return end % 4 == 0 ? cut.substring(0, Math.min(end, cut.length())) : cut;
                });
    }

    @Provide
    Arbitrary<String> assignments() {
        Arbitrary<Schema> schemas = Arbitraries.of(Schema.class);
        Arbitrary<String> one =
                schemas.flatMap(schema -> Combinators.combine(Arbitraries.of(schema.keys()), Arbitraries.of(VALUES))
                        .as((key, value) -> (schema == Schema.TOP ? "" : schema.head() + "\n") + key + " = " + value));
        return one.list().ofMinSize(1).ofMaxSize(3).map(parts -> String.join("\n", parts));
    }

    @Provide
    Arbitrary<Map<String, String>> variables() {
        return Arbitraries.maps(Arbitraries.of(Schema.variables()), Arbitraries.strings())
                .ofMaxSize(4);
    }

    @Provide
    Arbitrary<String> keys() {
        return Arbitraries.of(Schema.values()).flatMap(schema -> Arbitraries.of(schema.keys()));
    }
}
