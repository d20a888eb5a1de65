package io.researchloop.web.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EngineViewTest {
    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1:8233", "http://127.0.0.1:8233/"})
    void aHistoryIsInOurNamespace(String pages) {
        assertThat(new EngineView(true, "external", "", pages, "lab").historyUrl("sp-1"))
                .hasValue("http://127.0.0.1:8233/namespaces/lab/workflows/sp-1");
    }

    @Test
    void withoutPagesThereIsNone() {
        assertThat(new EngineView(true, "in-memory", "", null, "default").historyUrl("sp-1"))
                .isEmpty();
    }
}
