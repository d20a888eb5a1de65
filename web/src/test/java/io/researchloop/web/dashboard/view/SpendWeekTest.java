package io.researchloop.web.dashboard.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.researchloop.workflows.model.Spend;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SpendWeekTest {
    private static final LocalDate TUESDAY = LocalDate.of(2026, 11, 24);

    @Test
    void everyDayIsAColumnAsHighAsItsCost() {
        SpendWeek week = SpendWeek.of(
                List.of(
                        Map.of("a", new Spend(4, 0), "b", new Spend(8.4, 3600)),
                        Map.of(),
                        Map.of("a", new Spend(6.2, 1800))),
                TUESDAY);

        assertThat(week.total()).isEqualTo("$18.60");
        assertThat(week.gpuHours()).isEqualTo("1.5 h");
        assertThat(week.label())
                .isEqualTo("Spend a day in US dollars: Sunday $12.40, Monday $0.00, today so far $6.20");
        assertThat(week.days()).extracting(SpendWeek.Day::name).containsExactly("Sun", "Mon", "Today");
        assertThat(week.days()).extracting(SpendWeek.Day::amount).containsExactly("$12", "", "$6.20");
        assertThat(week.days()).extracting(SpendWeek.Day::height).containsExactly("65.00%", "0.00%", "32.50%");
        assertThat(week.days()).extracting(SpendWeek.Day::y).containsExactly("19.00%", "84.00%", "51.50%");
        assertThat(week.studies())
                .containsExactly(new SpendWeek.Share("a", "$10.20"), new SpendWeek.Share("b", "$8.40"));
    }

    @Test
    void onlyTheDearestStudiesAreNamed() {
        SpendWeek week = SpendWeek.of(
                List.of(Map.of(
                        "a", new Spend(1, 0),
                        "b", new Spend(2, 0),
                        "c", new Spend(3, 0),
                        "d", new Spend(4, 0),
                        "e", new Spend(5, 0),
                        "f", new Spend(0.5, 0),
                        "free", new Spend(0, 0))),
                TUESDAY);

        assertThat(week.studies()).extracting(SpendWeek.Share::study).containsExactly("e", "d", "c", "b", "2 more");
        assertThat(week.studies().get(4).amount()).isEqualTo("$1.50");
        assertThat(week.gpuHours()).isEmpty();
    }
}
