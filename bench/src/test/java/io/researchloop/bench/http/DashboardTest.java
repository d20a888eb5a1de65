package io.researchloop.bench.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class DashboardTest {
    @Test
    void findsWhatAFormHasToBeSentWith() throws IOException {
        assertThat(
                        Dashboard.formToken(
                                "<form method=\"post\"><input type=\"hidden\" name=\"_csrf\" value=\"aB-c_d\"/><input name=\"x\">"))
                .isEqualTo("aB-c_d");
    }

    @Test
    void saysThatAPageHasNone() {
        assertThatThrownBy(() -> Dashboard.formToken("<form method=\"get\">"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no form");
    }
}
