package io.researchloop.activities.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class ShellQuotingTest {
    @Property(tries = 150)
    void anyWordsComeThroughARealBashUnchanged(
            @ForAll @Size(min = 1, max = 8) List<@StringLength(max = 60) String> words) throws Exception {
        List<String> clean = words.stream().map(ShellQuotingTest::encodable).toList();

        ShellResult result =
                new LocalShell().run(ShellCommand.of("bash", "-c", "printf '%s\\n--\\n' " + ShellQuoting.join(clean)));

        assertThat(result.stdout()).isEqualTo(String.join("\n--\n", clean) + "\n--\n");
    }

    @Test
    void aNulIsRefusedAsNoArgumentCanCarryIt() {
        assertThatThrownBy(() -> ShellQuoting.quote("a\0b")).isInstanceOf(IllegalArgumentException.class);
    }

    /** Without NUL and without lone surrogates, which UTF-8 cannot carry. */
    private static String encodable(String word) {
        return word.replace("\0", "").replaceAll("[\\ud800-\\udfff]", "");
    }
}
