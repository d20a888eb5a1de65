package io.researchloop.web.dashboard.log;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LogQueryTest {
    @Test
    void marksWhatWasLookedForInEitherCase() {
        assertThat(LogQuery.of(null, "probe").marked("Probe the probes"))
                .isEqualTo("<mark>Probe</mark> the <mark>probe</mark>s");
    }

    @Test
    void takesNoMarkupFromALog() {
        String hostile = "<script>alert(\"&'1\")</script>";
        String harmless = "&lt;script&gt;alert(&quot;&amp;&#39;1&quot;)&lt;/script&gt;";

        assertThat(LogQuery.ALL.marked(hostile)).isEqualTo(harmless);
        assertThat(LogQuery.of(null, "<script>").marked(hostile))
                .isEqualTo(harmless.replace("&lt;script&gt;", "<mark>&lt;script&gt;</mark>"));
    }
}
