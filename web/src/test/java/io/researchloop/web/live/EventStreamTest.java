package io.researchloop.web.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.researchloop.activities.store.SprintStore;
import io.researchloop.web.Http;
import io.researchloop.web.TestServer;
import io.researchloop.web.command.NewSprintRequest;
import io.researchloop.web.command.SprintCommands;
import io.researchloop.workflows.model.SprintProjection;
import io.researchloop.workflows.model.SprintStatus;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class EventStreamTest {
    static TestServer server;
    static Http http;

    String sprint;

    @BeforeAll
    static void start(@TempDir Path folder) throws IOException {
        server = TestServer.start(folder);
        http = server.http().secret();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void newSprint() {
        sprint = server.bean(SprintCommands.class)
                .create(NewSprintRequest.of("grokking", "An idea\nof two lines"))
                .id();
    }

    private void beat(int sequence) {
        assertThat(server.http()
                        .runner(server.runnerToken(sprint))
                        .post(
                                "/api/webhook/heartbeat",
                                "{\"sprint_id\":\"" + sprint + "\",\"phase\":\"step " + sequence
                                        + "\",\"attempt\":1,\"sequence\":" + sequence + "}")
                        .status())
                .isEqualTo(200);
    }

    private void end() {
        server.bean(SprintStore.class)
                .project(new SprintProjection(
                        sprint,
                        9,
                        SprintStatus.COMPLETED,
                        1,
                        0,
                        0,
                        null,
                        0,
                        null,
                        null,
                        null,
                        Instant.now(),
                        null,
                        null,
                        null));
    }

    private record Event(String id, String name, String data) {}

    /** Reads up to the first event of that name. */
    private static List<Event> until(String name, Iterator<String> lines) {
        List<Event> events = new ArrayList<>();
        String id = "";
        String event = "";
        StringBuilder data = new StringBuilder();
        while (lines.hasNext()) {
            String line = lines.next();
            if (line.startsWith("id: ")) {
                id = line.substring(4);
            } else if (line.startsWith("event: ")) {
                event = line.substring(7);
            } else if (line.startsWith("data: ")) {
                data.append(line.substring(6));
            } else if (line.isEmpty() && !event.isEmpty()) {
                events.add(new Event(id, event, data.toString()));
                data.setLength(0);
                if (event.equals(name)) {
                    return events;
                }
            }
        }
        return events;
    }

    private HttpResponse<Stream<String>> open(Http caller) throws IOException, InterruptedException {
        return caller.stream("/api/sprints/" + sprint + "/events");
    }

    @Test
    void tellsWhatIsWhatHappensAndTheEnd() throws Exception {
        HttpResponse<Stream<String>> stream = open(http);
        assertThat(stream.headers().firstValue("Content-Type").orElse("")).startsWith("text/event-stream");
        Iterator<String> lines = stream.body().iterator();
        assertThat(until("sprint", lines).get(0).data()).contains("\"status\":\"pending\"");

        beat(1);
        List<Event> afterBeat = until("sprint", lines);
        assertThat(afterBeat).extracting(Event::name).contains("heartbeat");
        assertThat(afterBeat.get(afterBeat.size() - 1).data()).contains("\"phase\":\"step 1\"");

        end();
        List<Event> last = until("end", lines);
        assertThat(last).extracting(Event::name).endsWith("sprint", "end");
        assertThat(lines.hasNext()).isFalse();
    }

    @Test
    void goesOnWhereTheClientWas() throws Exception {
        beat(1);
        Iterator<String> lines = open(http.with("Last-Event-ID", "0")).body().iterator();
        List<Event> first = until("sprint", lines);
        String seen = first.get(first.size() - 1).id();
        beat(2);
        beat(3);

        Iterator<String> again = open(http.with("Last-Event-ID", seen)).body().iterator();

        List<Event> missed = until("sprint", again);
        assertThat(missed)
                .extracting(Event::name)
                .filteredOn("heartbeat"::equals)
                .hasSize(2);
        assertThat(missed).extracting(Event::id).doesNotContain(first.get(0).id());
    }

    @Test
    void aThousandChangesASecondAreToldAFewTimes() throws Exception {
        Iterator<String> lines = open(http).body().iterator();
        until("sprint", lines);
        Instant begun = Instant.now();
        for (int i = 1; i <= 200; i++) {
            beat(i);
        }
        long quarters = java.time.Duration.between(begun, Instant.now()).toMillis() / 250 + 2;
        end();

        List<Event> told = until("end", lines);

        assertThat(told)
                .extracting(Event::name)
                .filteredOn("sprint"::equals)
                .hasSizeLessThanOrEqualTo((int) quarters + 1);
    }

    @Test
    void aClientThatStopsReadingHoldsUpNobody() throws Exception {
        for (int i = 0; i < 20; i++) {
            open(http);
        }
        Iterator<String> reader = open(http).body().iterator();
        until("sprint", reader);

        for (int i = 1; i <= 20; i++) {
            beat(i);
        }
        end();

        assertThat(until("end", reader)).extracting(Event::name).endsWith("end");
    }
}
