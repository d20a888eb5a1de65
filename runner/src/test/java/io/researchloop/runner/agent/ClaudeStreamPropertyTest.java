package io.researchloop.runner.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.researchloop.runner.protocol.OutcomeKind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

/** However a stream is cut, shuffled or spoilt: nothing throws, and only a whole, good result is a success. */
class ClaudeStreamPropertyTest {
    private static final String GOOD = last(ClaudeFixtures.lines("tool-success"));

    @Property(tries = 300)
    void garbageIsNeverASuccess(@ForAll("spoiltLines") List<String> lines) {
        boolean holdsTheGoodResult = lines.contains(GOOD);

        OutcomeKind kind = verdict(lines, 0);
        if (!holdsTheGoodResult) {
            assertThat(kind).isNotEqualTo(OutcomeKind.COMPLETED);
        }
    }

    @Property(tries = 200)
    void noExitCodeButZeroIsASuccess(@ForAll("spoiltLines") List<String> lines, @ForAll("codes") int exitCode) {
        List<String> all = new ArrayList<>(lines);
        all.add(GOOD);

        assertThat(verdict(all, exitCode)).isNotEqualTo(OutcomeKind.COMPLETED);
    }

    @Property(tries = 300)
    void goodResultCountsWhateverCameBefore(@ForAll("spoiltLines") List<String> lines) {
        List<String> all = new ArrayList<>(lines);
        all.add(GOOD);

        assertThat(verdict(all, 0)).isEqualTo(OutcomeKind.COMPLETED);
    }

    @Property(tries = 300)
    void theLastResultCounts(@ForAll("failures") String failure) {
        List<String> lines = new ArrayList<>(ClaudeFixtures.lines("tool-success"));
        lines.addAll(ClaudeFixtures.lines(failure));

        assertThat(verdict(lines, 0)).isNotEqualTo(OutcomeKind.COMPLETED);
    }

    @Provide
    Arbitrary<Integer> codes() {
        return Arbitraries.integers().between(1, 255);
    }

    @Provide
    Arbitrary<String> failures() {
        return Arbitraries.of(ClaudeFixtures.FAILURES);
    }

    @Provide
    Arbitrary<List<String>> spoiltLines() {
        List<String> real = new ArrayList<>(ClaudeFixtures.lines("tool-success"));
        ClaudeFixtures.FAILURES.forEach(name -> real.addAll(ClaudeFixtures.lines(name)));
        Arbitrary<String> whole = Arbitraries.of(real).filter(line -> !line.equals(GOOD));
        Arbitrary<String> cut = Arbitraries.of(real)
                .flatMap(line ->
                        Arbitraries.integers().between(0, line.length() - 1).map(end -> line.substring(0, end)));
        Arbitrary<String> flipped = Arbitraries.of(real)
                .flatMap(line -> Arbitraries.longs().map(seed -> flip(line, new Random(seed))))
                .filter(line -> !line.equals(GOOD) && !isStillGood(line));
        Arbitrary<String> noise = Arbitraries.strings().ofMaxLength(200);
        Arbitrary<String> deep = Arbitraries.integers().between(1, 5000).map("{\"type\":["::repeat);
        return Arbitraries.oneOf(whole, cut, flipped, noise, deep)
                .list()
                .ofMaxSize(12)
                .map(lines -> {
                    List<String> shuffled = new ArrayList<>(lines);
                    Collections.shuffle(shuffled, new Random(lines.hashCode()));
                    return shuffled;
                });
    }

    private static String flip(String line, Random random) {
        StringBuilder text = new StringBuilder(line);
        text.setCharAt(random.nextInt(text.length()), (char) (' ' + random.nextInt(95)));
        return text.toString();
    }

    /** A flip in a number or a text leaves a good result good; the four signs themselves must be whole. */
    private static boolean isStillGood(String line) {
        return line.contains("\"type\":\"result\"")
                && line.contains("\"subtype\":\"success\"")
                && line.contains("\"is_error\":false")
                && line.contains("\"terminal_reason\":\"completed\"");
    }

    private static OutcomeKind verdict(List<String> lines, int exitCode) {
        @Nullable ClaudeResult result = null;
        ClaudeLog log = new ClaudeLog();
        for (String line : lines) {
            for (ClaudeEvent event : ClaudeStreamParser.parse(line)) {
                log.lines(event);
                result = event instanceof ClaudeEvent.Ended ended ? ended.result() : result;
            }
        }
        return ClaudeVerdict.of(new ClaudeVerdict.Evidence("claude", exitCode, result, null, null, ""))
                .kind();
    }

    private static String last(List<String> lines) {
        return lines.get(lines.size() - 1);
    }
}
