package io.researchloop.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonObject;
import io.researchloop.testing.mockapi.Answer;
import io.researchloop.testing.mockapi.MockAnthropic;
import io.researchloop.testing.mockapi.Mode;
import io.researchloop.testing.mockapi.ModelRequest;
import io.researchloop.testing.mockapi.RealClaude;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The real {@code claude} program, on an API of ours, through the whole product. */
@Tag("claude")
class RealAgentTest {
    private static final String NO_ROUTE = "without-a-route";
    /** Only a subscription's account says when its limit is lifted; a key's is merely told to come slower. */
    private static final String SUBSCRIPTION = "with-a-subscription";

    @RegisterExtension
    static final Stage STAGE = Stage.perClass();

    private static MockAnthropic model;
    private static NtfyServer ntfy;
    private static Project project;
    private static Api api;

    @BeforeAll
    static void start() throws IOException {
        Optional<Path> claude = RealClaude.find();
        assumeTrue(claude.isPresent(), RealClaude.MISSING);
        model = MockAnthropic.start();
        ntfy = STAGE.ntfy();
        String command = claude.get() + " --dangerously-skip-permissions";
        project = STAGE.project()
                .engine("in-memory")
                .study("agent = \"claude\"")
                .study("claude_command = \"" + command + "\"")
                .otherStudy(
                        NO_ROUTE,
                        "agent = \"claude\"\nclaude_command = \"ANTHROPIC_BASE_URL=http://127.0.0.1:1 " + command
                                + "\"")
                .otherStudy(
                        SUBSCRIPTION,
                        "agent = \"claude\"\nred_team_max_rounds = 1\n"
                                + "claude_command = \"env -u ANTHROPIC_API_KEY CLAUDE_CODE_OAUTH_TOKEN=test-token "
                                + command + "\"")
                .clusterEnvironment("ANTHROPIC_BASE_URL", model.url())
                .clusterEnvironment("ANTHROPIC_API_KEY", "test-key")
                .clusterEnvironment("CLAUDE_CODE_MAX_RETRIES", "1")
                .clusterEnvironment("CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC", "1")
                .notices(ntfy);
        STAGE.orchestrator(project).start();
        api = project.api();
    }

    @AfterAll
    static void closeModel() {
        if (model != null) {
            model.close();
        }
    }

    @BeforeEach
    void answerWell() {
        model.mode(Mode.OK).answers(request -> new Answer(null, "Found one weak spot, and done."));
    }

    @Test
    void runsAllStepsInOneSessionWithToolsAndCost() {
        AtomicInteger calls = new AtomicInteger();
        int before = model.requests().size();
        model.mode(Mode.TOOL)
                .answers(request -> new Answer(
                        "echo tool call " + calls.incrementAndGet() + " | tee -a made-by-the-agent.txt",
                        "Found one weak spot, and done."));

        Sprint sprint = api.await(api.create("to be researched by the real program"), "completed");

        assertThat(sprint.steps())
                .extracting(step -> step.get("name").getAsString())
                .isEqualTo(Accounts.STEPS);
        assertThat(sprint.steps())
                .extracting(step -> step.get("status").getAsString())
                .containsOnly("completed");
        List<ModelRequest> requests =
                model.requests().subList(before, model.requests().size());
        assertThat(requests)
                .extracting(ModelRequest::session)
                .filteredOn(id -> !id.isEmpty())
                .containsOnly(sprint.text("session_id"));
        assertThat(requests).anyMatch(request -> request.texts().stream()
                .anyMatch(text -> text.contains("to be researched by the real program")));
        assertThat(sprint.folder().text("made-by-the-agent.txt").lines().count())
                .isGreaterThanOrEqualTo(Accounts.STEPS.size());
        assertThat(sprint.folder().text("sprint_log.txt")).contains("> Bash: echo tool call");
        assertThat(sprint.json().get("cost_usd").getAsDouble()).isPositive();
        assertThat(sprint.json().get("input_tokens").getAsLong()).isPositive();
        assertThat(sprint.folder().text("report.md")).contains("Found one weak spot");
        Accounts.saidOnce(ntfy, sprint);
    }

    @Test
    void aLoopChainsFiveSprintsWithIdeasOfTheAgentsOwn() {
        LoopAccounts.answerWithIdeas(model);

        LoopAccounts.inOrder(api, 5);
    }

    @Test
    void goesOnByItselfAfterTheUsageLimitIsLifted() {
        model.mode(Mode.USAGE_LIMIT).resetsAt(Instant.now().plusSeconds(20));
        String id = api.create("reaches the limit", Map.of("study_name", SUBSCRIPTION));
        Sprint asleep = Until.found("the sleep of " + id, () -> Optional.of(api.sprint(id))
                .filter(sprint -> !sprint.text("sleep_until").isEmpty()));
        model.mode(Mode.OK);

        Sprint sprint = api.await(id, "completed");

        assertThat(sprint.outcomes()).containsExactly("usage_limited", "completed");
        assertThat(sprint.text("session_id"))
                .isEqualTo(asleep.text("session_id"))
                .isNotEmpty();
        Accounts.oneJobAnAttempt(project, sprint, 2);
    }

    @Test
    void failsWithWordsThatHelpWhenTheKeyIsRefused() {
        model.mode(Mode.BAD_KEY);

        Sprint sprint = api.await(api.create("has a bad key"), "failed");

        assertThat(sprint.outcomes()).containsExactly("authentication");
        assertThat(sprint.text("error").toLowerCase(java.util.Locale.ROOT)).contains("key");
    }

    @Test
    void failsWhenTheBudgetIsSpent() {
        Sprint sprint = api.await(api.create("has little money", Map.of("max_cost_usd", 0.0001)), "failed");

        assertThat(sprint.outcomes()).containsExactly("budget_spent");
        assertThat(sprint.text("error")).isNotEmpty();
    }

    @Test
    void triesAgainLaterWhenTheServiceIsOverloaded() {
        model.mode(Mode.OVERLOADED);

        assertWaitsAfter(api.create("meets an overloaded service"), "overloaded");
    }

    @Test
    void triesAgainLaterWhenThereIsNoRouteToTheService() {
        assertWaitsAfter(api.create("is cut off from the world", Map.of("study_name", NO_ROUTE)), "no_route");
    }

    private static void assertWaitsAfter(String id, String outcome) {
        Sprint waiting = Until.found("another try of " + id, () -> Optional.of(api.sprint(id))
                .filter(sprint -> sprint.ended() || !sprint.text("sleep_until").isEmpty()));
        assertThat(waiting.status()).as(waiting.json().toString()).isEqualTo("queued");
        assertThat(waiting.outcomes()).containsExactly(outcome);
        JsonObject end = waiting.attempts().get(0).getAsJsonObject("end");
        assertThat(end.getAsJsonObject("outcome").get("detail").getAsString()).isNotEmpty();
        assertThat(api.cancel(id)).isTrue();
        api.await(id, "cancelled");
    }
}
