package io.researchloop.activities.artifact.pdf;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportPrinterTest {
    @TempDir
    Path folder;

    @Test
    void printsWhatTheSprintWasBeforeItsReport() throws Exception {
        Desk desk = new Desk(folder);
        desk.image("results/loss.png", 900, 500);

        byte[] pdf = desk.print("""
                # Depth against rate

                Depth helps, **rate** hardly[^1]. See `train.py` and [the paper](https://example.org/a).

                | Depth | Rate | Accuracy |
                |------:|-----:|:--------:|
                | 4     | 0.1  | 0.88     |
                | 8     | 0.01 | 0.91     |

                ## Curves

                ![Loss over steps](results/loss.png)

                ```python
                for step in range(10):
                    print(step)
                ```

                > Not for one seed.

                - Ελληνικά, кириллица, שלום עולם, مرحبا بالعالم
                - 汉字 日本語 한국어 and हिन्दी
                - $\\\\alpha_i \\\\le \\\\beta^2$

                [^1]: Five seeds.
                """);

        assertThat(Desk.text(pdf))
                .contains("Does depth help?")
                .contains("loss-curves")
                .contains("31 Jan 2026")
                .contains("$1.25 of $2.50")
                .contains("accuracy", "0.91", "higher is better")
                .contains("Research", "Red-team 1")
                .contains("1 of 2", "2 of 2");
    }

    @Test
    void theSameReportGivesTheSameBytes() throws Exception {
        Desk desk = new Desk(folder);
        desk.image("results/loss.png", 300, 200);
        String report = "# Title\n\nText, *more* `code` שלום\n\n![Loss](results/loss.png)\n\n| a |\n|---|\n| 1 |\n";

        assertThat(desk.print(report)).isEqualTo(new Desk(folder).print(report));
    }

    @Test
    void whatNoFontHasIsShownAsABoxAndSaid() throws Exception {
        String text = Desk.text(new Desk(folder).print("Tibetan: བོད་ཡིག"));

        assertThat(text).contains("Tibetan: □").contains("shown as □, because no font of this server has a glyph");
    }
}
