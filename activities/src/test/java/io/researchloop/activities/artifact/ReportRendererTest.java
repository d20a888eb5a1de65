package io.researchloop.activities.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import io.researchloop.activities.artifact.RenderedReport.Heading;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReportRendererTest {
    private static final String ROUTE = "/dashboard/sprints/sp-00000001/artifacts/";
    private final ReportRenderer renderer = new ReportRenderer();

    @Test
    void rendersTablesFootnotesStrikethroughAndCode() {
        String html = html("""
                # Nested widths
                | Variant | F1 |
                |:--------|---:|
                | L1      | 0.8 |

                Holds for ~~four~~ five seeds.[^1]

                ```python
                x < 1
                ```
                [^1]: Not for one seed.
                """);

        assertThat(html)
                .contains("<h2 id=\"r-nested-widths\">Nested widths</h2>")
                .contains("tabindex=\"0\"><table>")
                .contains("<td align=\"right\">0.8</td>")
                .contains("<del>four</del>")
                .contains("href=\"#r-fn-1\"")
                .contains("id=\"r-fn-1\"")
                .contains("x &lt; 1");
    }

    @Test
    void anOrdinaryReportNeedsNoNote() {
        RenderedReport report = renderer.render("""
                # Title

                > A *quoted* **remark**.

                ![Plot](results/plot.svg)
                *A caption.*

                - one
                - two

                | n | `rmse` |
                |--:|:------:|
                | **5** | 0.7 |

                1 < 2 & `code`
                """, ROUTE);

        assertThat(report.notes()).isEmpty();
    }

    @Test
    void listsHeadingsOfTheUpperLevels() {
        RenderedReport report = renderer.render("# In *short*\n## A & B\n### Deep\n", ROUTE);

        assertThat(report.headings())
                .containsExactly(new Heading("r-in-short", "In short"), new Heading("r-a--b", "A & B"));
    }

    @Test
    void leadsImagesAndRelativeLinksToTheSprintsArtifacts() {
        assertThat(
                        html(
                                "![Loss](results/loss curve.png)\n\n![Loss](<results/loss curve.png>) [csv](./results/a.csv#x)"))
                .contains("<img src=\"" + ROUTE + "results/loss%20curve.png\" alt=\"Loss\"")
                .contains("href=\"" + ROUTE + "results/a.csv\"");
        assertThat(html("<img src=\"results/x.png\" width=\"300\" onerror=\"alert(1)\">"))
                .contains("src=\"" + ROUTE + "results/x.png\" width=\"300\"")
                .doesNotContain("onerror");
    }

    @Test
    void saysThatRemoteImagesAreNotShown() {
        RenderedReport report = renderer.render("![a](https://evil.example/p.png) ![b](//evil.example/q.png)", ROUTE);

        assertThat(report.html()).doesNotContain("<img").doesNotContain("evil.example");
        assertThat(report.notes()).singleElement().asString().startsWith("2 images are not shown");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "[x](javascript:alert(1))",
                "[x](JaVaScRiPt:alert(1))",
                "[x](&#106;avascript:alert(1))",
                "[x](data:text/html;base64,PHNjcmlwdD4=)",
                "![x](data:image/svg+xml;base64,PHNjcmlwdD4=)",
                "[x](file:///etc/passwd)",
                "![x](file:///etc/passwd)",
                "[x](vbscript:msgbox)",
                "<iframe src=\"https://evil.example\"></iframe>",
                "<img src=x onerror=alert(1)>",
                "<svg onload=alert(1)><script>alert(1)</script></svg>",
                "<a href=\"x\" onclick=\"alert(1)\" style=\"position:fixed\">x</a>",
                "<form action=\"https://evil.example\"><input name=a></form>",
                "<style>*{display:none}</style>",
                "<meta http-equiv=\"refresh\" content=\"0;url=https://evil.example\">",
                "<base href=\"https://evil.example/\">",
                "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
                "![x](../../other/secret.png)",
                "![x](..%2f..%2fother/secret.png)",
                "![x](/etc/passwd)",
                "| a |\n|---|\n| <img src=x onerror=alert(1)> |"
            })
    void letsNothingHostileThrough(String markdown) {
        assertThat(html(markdown).toLowerCase(Locale.ROOT))
                .doesNotContain("<script", "javascript:", "data:", "file:", "vbscript:", "<iframe", "onerror", "onload")
                .doesNotContain("onclick", "style", "<form", "<input", "<meta", "<base", "<svg", "secret", "passwd");
    }

    @ParameterizedTest
    @ValueSource(strings = {"> ", "[", "*a ", "<div>", "<a href='x'>"})
    void staysWithinTimeWhateverIsRepeated(String part) {
        ReportRenderer impatient = new ReportRenderer(Duration.ofSeconds(2));
        Instant start = Instant.now();

        RenderedReport report = impatient.render(part.repeat(2_500_000 / part.length()), ROUTE);

        assertThat(report.notes()).isNotEmpty();
        assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(4));
    }

    @Test
    void cutsAHugeTableAndSaysSo() {
        RenderedReport report = renderer.render("| a | b |\n|---|---|\n" + "| 1 | 2 |\n".repeat(5_000_000), ROUTE);

        assertThat(report.html()).hasSizeLessThan(20_000_000);
        assertThat(report.notes()).first().asString().contains("1 MB");
    }

    private String html(String markdown) {
        return renderer.render(markdown, ROUTE).html();
    }
}
