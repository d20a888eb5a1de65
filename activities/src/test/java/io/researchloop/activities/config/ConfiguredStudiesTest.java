package io.researchloop.activities.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfiguredStudiesTest {
    private Configuration configuration;

    @BeforeEach
    void load(@TempDir Path root) {
        configuration = new Project(root).load(Project.CLUSTER + """

                [[study]]
                name = "demo"
                cluster = "here"
                model = "opus"
                budget_usd = 50
                red_team_max_rounds = 2

                [study.job_options]
                mem = "64G"
                comment = "\\"quoted\\""
                """);
    }

    private StudyConfig demo() {
        return configuration.study("demo").orElseThrow();
    }

    @Test
    void whoeverAsksNextGetsTheChangedStudy() {
        List<String> told = new ArrayList<>();
        configuration.studies().onChange(() -> told.add(String.valueOf(demo().model())));

        configuration
                .studies()
                .change(
                        "demo",
                        Map.of(
                                StudySetting.MODEL, "sonnet",
                                StudySetting.BUDGET_USD, "12.5",
                                StudySetting.MAX_SPRINT_DURATION_HOURS, "2",
                                StudySetting.ALLOW_LOOP, "false",
                                StudySetting.RED_TEAM_MAX_ROUNDS, " "));

        assertThat(told).containsExactly("sonnet");
        assertThat(demo().budget().maxCostUsd()).isEqualTo(12.5);
        assertThat(demo().maxSprintDuration()).isEqualTo(Duration.ofHours(2));
        assertThat(demo().allowLoop()).isFalse();
        assertThat(demo().redTeamMaxRounds()).isEqualTo(2);
        assertThat(configuration.studies().written("demo").model()).isEqualTo("opus");
    }

    @Test
    void aChangeReplacesTheOneBefore() {
        StudyConfig before = demo();
        configuration.studies().change("demo", Map.of(StudySetting.MODEL, "sonnet"));

        configuration.studies().change("demo", Map.of());

        assertThat(demo()).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "BUDGET_USD | -3 | expected a number greater than 0 and up to",
                "MAX_COST_USD | lots | expected a number greater than 0 and up to",
                "RED_TEAM_MAX_ROUNDS | 101 | expected an integer from 0 to 100, not 101",
                "RED_TEAM_MAX_ROUNDS | 2.5 | expected an integer from 0 to 100",
                "ALLOW_LOOP | maybe | expected true or false",
                "JOB_OPTIONS | mem 64G | expected name = value, one a line, found \"mem 64G\""
            })
    void whatTheFileMayNotSayIsRefusedInTheSameWords(StudySetting setting, String written, String words) {
        StudyConfig before = demo();

        assertThatThrownBy(() -> configuration.studies().change("demo", Map.of(setting, written)))
                .isInstanceOf(ConfigurationFaults.class)
                .hasMessageContaining("study.demo." + setting.key() + ": " + words);
        assertThat(demo()).isSameAs(before);
    }

    @Test
    void jobOptionsReplaceTheStudysLayerAsAWhole() {
        configuration
                .studies()
                .change("demo", Map.of(StudySetting.JOB_OPTIONS, "# less\nmem = 8G\n\n time=\"08:00:00\"\nqos =\n"));

        assertThat(demo().jobOptions()).isEqualTo(Map.of("mem", "8G", "time", "08:00:00", "qos", ""));
        assertThat(configuration.studies().written("demo").jobOptions()).containsEntry("mem", "64G");

        configuration.studies().change("demo", Map.of(StudySetting.JOB_OPTIONS, "# none"));
        assertThat(demo().jobOptions()).isEmpty();
    }

    @Test
    void jobOptionsAreHeldToTheRulesOfTheirScheduler(@TempDir Path root) {
        Configuration slurm = new Project(root).load("""
                [[cluster]]
                name = "there"
                scheduler_type = "slurm"
                transport = "local"
                working_dir = "/w"

                [[study]]
                name = "demo"
                cluster = "there"
                """);

        assertThatThrownBy(() -> slurm.studies()
                        .change("demo", Map.of(StudySetting.JOB_OPTIONS, "array = 1-9\n1mem = 2G\nqos = a\u0007b")))
                .isInstanceOf(ConfigurationFaults.class)
                .hasMessageContaining("study.demo.job_options: the option array cannot be chosen: it is set by")
                .hasMessageContaining("study.demo.job_options.1mem: expected a scheduler option's name")
                .hasMessageContaining("study.demo.job_options.qos: must be one line without control characters");
        assertThat(slurm.study("demo").orElseThrow().jobOptions()).isEmpty();
    }

    @Test
    void everySettingSaysItsValueAsOneWouldWriteIt() {
        for (StudySetting setting : StudySetting.values()) {
            String written = setting.in(demo());

            assertThat(configuration.studies().read("demo", Map.of(setting, written)))
                    .as(setting.key())
                    .isEqualTo(demo());
        }
        assertThat(StudySetting.BUDGET_USD.in(demo())).isEqualTo("50");
    }
}
