package io.researchloop.runner.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EnvironmentProxyTest {
    private static final Map<String, String> CLUSTER = Map.of(
            "https_proxy", "http://proxy.cluster:3128",
            "HTTP_PROXY", "plain.cluster:8080",
            "no_proxy", "login.cluster, .campus.edu");

    @ParameterizedTest
    @CsvSource({
        "https://loop.example, proxy.cluster:3128",
        "http://loop.example, plain.cluster:8080",
        "https://login.cluster, ''",
        "https://a.b.campus.edu, ''",
        "https://notcampus.edu, proxy.cluster:3128",
        "http://127.0.0.1:8080, ''",
        "http://localhost:8080, ''"
    })
    void readsTheVariablesAsCurlDoes(String url, String expected) {
        var proxy = EnvironmentProxy.forUrl(url, CLUSTER);

        assertThat(proxy.address() == null ? "" : proxy.address().toString().replace("/<unresolved>", ""))
                .isEqualTo(expected);
    }

    @Test
    void aProxyThatMakesNoSenseIsNone() {
        var proxy = EnvironmentProxy.forUrl("http://loop.example", Map.of("http_proxy", "http://a b"));

        assertThat(proxy.address()).isNull();
    }
}
