package io.researchloop.activities.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class LogTailTest {
    private static final int TAIL = 300;

    @Property
    void tailsThatMeetMakeUpTheWhole(
            @ForAll @IntRange(min = 1, max = 60) int step, @ForAll @IntRange(max = 50) int begin) {
        StringBuilder log = new StringBuilder();
        String known = "";
        for (int i = 0; i < 60; i++) {
            log.append("2026-11-23 16:38:")
                    .append(begin + i)
                    .append("  Bash: größer ".repeat(1 + step / 30))
                    .append('\n');
            known = known + news(known, tail(log.toString()));
        }

        assertThat(known).isEqualTo(log.toString());
    }

    @Test
    void nothingIsNewInATailThatWasSeen() {
        String log = "a line that is there already\n".repeat(9);

        assertThat(news(log, log)).isEmpty();
        assertThat(news(log, tail(log))).isEmpty();
    }

    @Test
    void linesThatNobodyBroughtAreSaidToBeMissing() {
        String known = "the first line, which is long enough to be told from all others by its words\n";

        assertThat(news(known, "est of one\nthe last line of many, and it too is long enough to be told apart\n"))
                .startsWith("\n[Some lines are missing here")
                .endsWith("]\nthe last line of many, and it too is long enough to be told apart\n");
    }

    @Test
    void aCharacterThatWasCutWhileItWasWrittenComesWhole() {
        String known = news("", "x".repeat(80) + "gr\uFFFD");

        assertThat(known + news(known, "x".repeat(80) + "größer\n")).isEqualTo("x".repeat(80) + "größer\n");
    }

    private static String tail(String log) {
        return log.substring(Math.max(0, log.length() - TAIL));
    }

    private static String news(String known, String tail) {
        LogTail next = LogTail.of(tail);
        byte[] bytes = known.getBytes(StandardCharsets.UTF_8);
        byte[] end = Arrays.copyOfRange(bytes, Math.max(0, bytes.length - next.length()), bytes.length);
        return new String(next.after(end), StandardCharsets.UTF_8);
    }
}
