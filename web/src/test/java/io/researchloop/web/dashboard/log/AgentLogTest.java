package io.researchloop.web.dashboard.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.researchloop.web.dashboard.log.LogRow.Role;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class AgentLogTest {
    private static final String AT = "2026-11-23 16:33:50  ";
    private static final String FAILED = AT + "> Bash: python a.py\n" + AT + "< Bash failed, 1 line: python a.py\n" + AT
            + "  no module named torch\n";

    @TempDir
    Path folder;

    @Test
    void findsWordsInEitherCaseWithWhatIsBesideThem() throws IOException {
        Path file = write(words(1, 5) + AT + "The PROBE set\n" + words(6, 9));

        LogPage page = AgentLog.of(file, false).search(LogQuery.of(null, " probe "), 0);

        assertThat(page.rows())
                .extracting(row -> row.entry().text(), LogRow::role, LogRow::gap)
                .containsExactly(
                        tuple("word 5", Role.CONTEXT, true),
                        tuple("The PROBE set", Role.HIT, false),
                        tuple("word 6", Role.CONTEXT, false));
        assertThat(page.note()).startsWith("1 found in all ");
    }

    @Test
    void findsErrorsOfToolsOfTheAgentsServiceAndOfTheRunner() throws IOException {
        Path file = write(words(1, 3) + FAILED + words(4, 6) + AT + "! claude: API error 529 overloaded\n" + words(7, 9)
                + AT + "! report.md is left out\n");

        assertThat(hits(AgentLog.of(file, false).search(LogQuery.of("errors", null), 0)))
                .containsExactly("python a.py", "claude: API error 529 overloaded", "report.md is left out");
        assertThat(hits(AgentLog.of(file, false).search(LogQuery.of("errors", "torch"), 0)))
                .containsExactly("python a.py");
        assertThat(hits(AgentLog.of(file, false).search(LogQuery.of("words", "torch"), 0)))
                .isEmpty();
    }

    @Test
    void goesOnWhereAPageIsFullAndMissesNothing() throws IOException {
        Path file = write((words(1, 3) + FAILED).repeat(2000));
        AgentLog log = AgentLog.of(file, false);

        int found = 0;
        Long from = 0L;
        while (from != null) {
            LogPage page = log.search(LogQuery.of(null, "no module"), from);
            assertThat(hits(page)).hasSizeLessThanOrEqualTo(40);
            found += hits(page).size();
            from = page.later();
        }

        assertThat(found).isEqualTo(2000);
    }

    @Test
    void aPlaceThatWasFoundIsOnThePageAroundIt() throws IOException {
        Path file = write(words(1, 3000) + FAILED + words(1, 3000));
        AgentLog log = AgentLog.of(file, false);
        long at = log.search(LogQuery.of("errors", ""), 0).rows().stream()
                .filter(LogRow::hit)
                .findFirst()
                .orElseThrow()
                .entry()
                .at();

        LogPage page = log.page(FilePart.around(file, at), LogFilter.ALL);

        assertThat(page.rows())
                .anyMatch(row -> row.entry().at() == at && row.entry().failed());
        assertThat(page.earlier()).isNotNull();
        assertThat(page.later()).isNotNull();
    }

    @Test
    void aPageThatEndsInACallLeavesItToTheNextWithItsAnswer() throws IOException {
        Path file = write((words(1, 3) + FAILED).repeat(1000));
        AgentLog log = AgentLog.of(file, false);

        List<LogEntry> all = new ArrayList<>();
        Long from = 0L;
        while (from != null) {
            LogPage page = log.page(FilePart.from(file, from), LogFilter.ALL);
            page.rows().forEach(row -> all.add(row.entry()));
            from = page.later();
        }

        assertThat(all).hasSize(4000);
        assertThat(all.stream().filter(LogEntry::failed)).hasSize(1000);
    }

    @Test
    void aSearchGoesOnWithALogThatGrows() throws IOException {
        Path file = write(words(1, 3) + AT + "> Bash: python probe.py\n");
        AgentLog log = AgentLog.of(file, true);
        LogPage page = log.search(LogQuery.of(null, "probe"), 0);
        assertThat(page.open()).extracting(row -> row.entry().text()).containsExactly("python probe.py");

        Files.writeString(
                file,
                AT + "< Bash, 1 line: python probe.py\n" + AT + "  0.91\n" + words(4, 6),
                StandardOpenOption.APPEND);
        LogPage more = log.search(LogQuery.of(null, "probe"), page.next());
        assertThat(hits(more)).containsExactly("python probe.py");
        assertThat(more.open()).isEmpty();
        assertThat(log.search(LogQuery.of(null, "probe"), more.next()).rows()).isEmpty();
    }

    @Test
    void whereThereIsNoFileTheLastLinesAreSearched() throws IOException {
        AgentLog log = AgentLog.of(FilePart.ofTail(words(1, 3) + FAILED));

        LogPage page = log.search(LogQuery.of("errors", null), 0);

        assertThat(hits(page)).containsExactly("python a.py");
        assertThat(page.note()).isEqualTo("1 found in the last lines");
        assertThat(AgentLog.of(FilePart.ofTail(null))
                        .search(LogQuery.of("errors", null), 0)
                        .empty())
                .isTrue();
    }

    @Test
    @Timeout(60)
    void fiftyMegabytesAreSearchedInAMomentAndNeverHeld() throws IOException {
        Path file = folder.resolve("log");
        byte[] block = words(1, 20_000).getBytes(StandardCharsets.UTF_8);
        try (OutputStream out = Files.newOutputStream(file)) {
            for (long size = 0; size < 50_000_000; size += block.length) {
                out.write(block);
            }
            out.write(FAILED.getBytes(StandardCharsets.UTF_8));
        }

        for (LogQuery query : List.of(LogQuery.of("errors", null), LogQuery.of(null, "No Module"))) {
            assertThat(hits(AgentLog.of(file, false).search(query, 0))).containsExactly("python a.py");
        }
    }

    private Path write(String log) throws IOException {
        return Files.writeString(folder.resolve("log"), log);
    }

    private static String words(int from, int to) {
        StringBuilder text = new StringBuilder();
        for (int i = from; i <= to; i++) {
            text.append(AT).append("word ").append(i).append('\n');
        }
        return text.toString();
    }

    private static List<String> hits(LogPage page) {
        return page.rows().stream()
                .filter(LogRow::hit)
                .map(row -> row.entry().text())
                .toList();
    }
}
