package io.researchloop.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.researchloop.activities.store.SprintResults;
import io.researchloop.activities.store.SprintStore;
import io.researchloop.web.Http;
import io.researchloop.web.TestServer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SprintSearchTest {
    private static TestServer server;
    private static Http http;
    private static String first;
    private static String second;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        server = TestServer.start(folder);
        http = server.http().secret();
        first = create("Depth against rate");
        second = create("Wind stress");
        server.bean(SprintStore.class)
                .saveResults(first, SprintResults.ofFiles(null, "# Absorption falls to a third", null, null));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void findsIdeasReportsAndIds() {
        assertThat(found("q=dep+rate")).containsExactly(first);
        assertThat(found("q=absorp")).containsExactly(first);
        assertThat(found("q=" + second)).containsExactly(second);
        assertThat(found("q=nothing")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"", "AND", "NEAR(", "idea:", "a* OR", "^x", "depth -rate", "'; drop table sprint", "(("})
    void takesNothingThatIsTypedForSyntax(String words) {
        assertThat(http.get("/api/sprints?q=" + URLEncoder.encode(words, StandardCharsets.UTF_8))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void ordersAndNarrowsByTime() {
        assertThat(found("sort=oldest")).containsExactly(first, second);
        assertThat(found("since=1d")).containsExactly(second, first);
        assertThat(found("until=2020-01-01")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"since=tomorrow, since:", "sort=random, sort: expected one of newest", "status=odd, status:"})
    void refusesWhatIsNoTimeAndNoOrder(String query, String words) {
        var answer = http.get("/api/sprints?" + query);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.detail()).startsWith(words);
    }

    private static String create(String idea) {
        return http.post("/api/sprints", "{\"study_name\":\"grokking\",\"idea\":\"" + idea + "\"}")
                .json()
                .get("sprint_id")
                .getAsString();
    }

    private static List<String> found(String query) {
        return StreamSupport.stream(
                        http.get("/api/sprints?" + query)
                                .json()
                                .getAsJsonArray("sprints")
                                .spliterator(),
                        false)
                .map(sprint -> sprint.getAsJsonObject().get("id").getAsString())
                .toList();
    }
}
