package io.researchloop.bench.phase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class RunnerTest {
    private static final String TOKEN = "0123456789abcdef".repeat(4);

    @Test
    void findsTheTokenAmongTheVariablesOfTheJob() throws IOException {
        assertThat(Runner.token("export KEY='a b'\nexport RESEARCHLOOP_WEBHOOK_TOKEN='" + TOKEN + "'\n"))
                .isEqualTo(TOKEN);
        assertThat(Runner.token("export RESEARCHLOOP_WEBHOOK_TOKEN=" + TOKEN + "\n"))
                .isEqualTo(TOKEN);
    }

    @Test
    void saysWhatIsMissingWithoutShowingTheFile() {
        assertThatThrownBy(() -> Runner.token("export SECRET=hunter2\n"))
                .isInstanceOf(IOException.class)
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void doesNotShowItsToken() {
        assertThat(new Runner("sp-0123abcd", TOKEN).toString()).doesNotContain(TOKEN);
    }
}
