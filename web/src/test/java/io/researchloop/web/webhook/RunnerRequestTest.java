package io.researchloop.web.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.researchloop.runner.protocol.Heartbeat;
import io.researchloop.web.command.Rejection;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RunnerRequestTest {
    private static <T> T read(String body, Class<T> type) {
        return RunnerRequest.read(body.getBytes(UTF_8), type);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"3\"", "3", "3.0"})
    void aNumberMayComeAsPeopleWriteIt(String attempt) {
        assertThat(read("{\"sprint_id\": \"sp-1\", \"attempt\": " + attempt + "}", Heartbeat.class)
                        .attempt())
                .isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"recent_files\": 5}|recent_files: expected a list, found a number",
                "{\"attempt\": 3.5}|not what was expected at attempt",
                "{\"at\": \"noon\"}|expected a time",
                "[]|expected an object, found a list",
                "{\"sprint_id\": \"sp-1\"} {|The body is not JSON",
                "no|expected an object",
            })
    void aFaultIsToldInWords(String body, String words) {
        assertThatThrownBy(() -> read(body, Heartbeat.class))
                .isInstanceOf(Rejection.class)
                .hasMessageContaining(words);
    }
}
