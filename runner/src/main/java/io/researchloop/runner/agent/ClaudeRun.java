package io.researchloop.runner.agent;

import io.researchloop.runner.protocol.Outcome;
import io.researchloop.runner.protocol.OutcomeKind;
import io.researchloop.runner.protocol.Usage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** One step by Claude Code: usually one process; two where the session turns out to be gone or taken. */
final class ClaudeRun implements AgentRun {
    private final ClaudeSetting setting;
    private final StepRequest request;
    private final AgentListener listener;
    private final SessionCosts costs;
    private final ClaudeLedger ledger = new ClaudeLedger();
    private final ClaudeLog log = new ClaudeLog();
    private final CompletableFuture<StepResult> ended = new CompletableFuture<>();
    private final Object lock = new Object();
    private @Nullable ClaudeProcess process;
    private @Nullable StopRequest stop;
    private @Nullable String sessionId;
    private String lastWords = "";

    ClaudeRun(ClaudeSetting setting, StepRequest request, AgentListener listener) {
        this.setting = setting;
        this.request = request;
        this.listener = listener;
        this.costs = new SessionCosts(request.directory());
        this.sessionId = request.sessionId();
    }

    void begin() {
        Threads.daemon("claude-" + request.step(), () -> ended.complete(work())).start();
    }

    @Override
    public StepResult await() throws InterruptedException {
        return Futures.await(ended);
    }

    @Override
    public boolean message(String text) {
        synchronized (lock) {
            return process != null && stop == null && process.say(text);
        }
    }

    @Override
    public void stop(OutcomeKind why, String detail) {
        synchronized (lock) {
            if (stop != null || ended.isDone()) {
                return;
            }
            stop = new StopRequest(why, detail);
            ClaudeProcess running = process;
            if (running != null) {
                Threads.daemon("claude-stop", () -> end(running, why)).start();
            }
        }
    }

    /**
     * Where the session goes on later, SIGTERM leaves it clean, and the next process's total tells what this one spent.
     * Where it does not, an interrupt gets a result with the exact cost; it would leave "the user doesn't want to
     * proceed" in the session.
     */
    private void end(ClaudeProcess running, OutcomeKind why) {
        try {
            if (why.resumable()) {
                running.end(setting.patience().terminate());
            } else {
                running.interruptAndEnd(
                        setting.patience().interrupt(), setting.patience().terminate());
            }
        } catch (InterruptedException e) {
            running.kill();
            Thread.currentThread().interrupt();
        }
    }

    private StepResult work() {
        Outcome outcome;
        try {
            outcome = tryAll();
        } catch (CharacterCodingException e) {
            outcome = Outcome.of(OutcomeKind.RUNNER_FAILED, "The prompt " + request.prompt() + " is not UTF-8 text.");
        } catch (IOException e) {
            outcome = Outcome.of(OutcomeKind.RUNNER_FAILED, "The agent could not be run: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            outcome = Outcome.of(OutcomeKind.INTERRUPTED, "The runner's thread was interrupted.");
        }
        synchronized (lock) {
            process = null;
            StopRequest asked = stop;
            return new StepResult(asked == null ? outcome : asked.outcome(), sessionId, ledger.usage(), lastWords);
        }
    }

    private Outcome tryAll() throws IOException, InterruptedException {
        Double budget = request.budgetUsd();
        if (budget != null && budget <= 0) {
            return Outcome.of(OutcomeKind.BUDGET_SPENT, "Nothing is left of the sprint's budget.");
        }
        String prompt = StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(Files.readAllBytes(request.prompt())))
                .toString();
        String given = request.sessionId();
        ClaudeSession session = given == null ? ClaudeSession.Begin.anew() : new ClaudeSession.Resume(given);
        try (StreamFile stream = StreamFile.append(request.stream())) {
            ClaudeVerdict.Evidence seen = tryOnce(session, prompt, stream);
            ClaudeSession other = ClaudeVerdict.otherSession(session, seen);
            if (other != null && stopRequest() == null) {
                listener.log("claude: " + ClaudeVerdict.sessionTrouble(session) + ", tries once more with "
                        + String.join(" ", other.options()));
                seen = tryOnce(other, prompt, stream);
            }
            return ClaudeVerdict.of(seen);
        }
    }

    private ClaudeVerdict.Evidence tryOnce(ClaudeSession session, String prompt, StreamFile stream)
            throws IOException, InterruptedException {
        ledger.resumes(session instanceof ClaudeSession.Resume ? costs.counted(session.id()) : OptionalDouble.of(0));
        ClaudeProcess started;
        synchronized (lock) {
            if (stop != null) {
                return ClaudeVerdict.notStarted(setting.commandLine());
            }
            started = ClaudeProcess.start(
                    setting.commandLine(),
                    argv(session),
                    request.directory(),
                    environment(),
                    setting.patience().idle());
            process = started;
        }
        started.say(prompt);
        try {
            return started.follow(stream, this::hear, line -> listener.log("claude: " + line));
        } catch (IOException | InterruptedException | RuntimeException e) {
            started.kill();
            throw e;
        }
    }

    private List<String> argv(ClaudeSession session) {
        List<String> argv = ClaudeCommand.argv(setting.commandLine(), session, setting.model(), request.budgetUsd());
        argv.addAll(setting.options());
        return argv;
    }

    private Map<String, String> environment() {
        if (!ClaudeCommand.needsSandboxWord(setting.commandLine(), setting.environment(), setting.root())) {
            return setting.environment();
        }
        listener.log("claude: runs as root with IS_SANDBOX=1, without which it refuses to skip permissions");
        return ClaudeCommand.withSandboxWord(setting.environment());
    }

    private void hear(ClaudeEvent event) {
        listener.alive();
        log.lines(event).forEach(listener::log);
        if (event instanceof ClaudeEvent.SessionStarted started
                && !started.sessionId().equals(sessionId)) {
            sessionId = started.sessionId();
            noteCost(started.sessionId(), 0);
            listener.session(started.sessionId());
        } else if (event instanceof ClaudeEvent.ModelCalled call) {
            ledger.called(call);
            tellSpend();
        } else if (event instanceof ClaudeEvent.Ended result) {
            settle(result.result());
        }
    }

    private void settle(ClaudeResult result) {
        lastWords = result.complaint();
        double recovered = ledger.settle(result);
        tellSpend();
        if (recovered > 0) {
            listener.log(String.format(
                    Locale.ROOT, "claude: $%.4f more were spent before this by a run that was cut off", recovered));
        }
        String session = result.sessionId();
        if (session != null && session.equals(sessionId)) {
            noteCost(session, result.totalCostUsd());
        }
    }

    private void noteCost(String session, double totalUsd) {
        try {
            costs.count(session, totalUsd);
        } catch (IOException e) {
            listener.log("claude: the session's cost could not be noted: " + e);
        }
    }

    private void tellSpend() {
        Usage news = ledger.news();
        if (!news.equals(Usage.NONE)) {
            listener.spent(news);
        }
    }

    private @Nullable StopRequest stopRequest() {
        synchronized (lock) {
            return stop;
        }
    }
}
