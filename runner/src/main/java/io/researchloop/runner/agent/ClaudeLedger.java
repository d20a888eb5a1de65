package io.researchloop.runner.agent;

import io.researchloop.runner.agent.ClaudeResult.Spend;
import io.researchloop.runner.protocol.Usage;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * What one step spends. While a turn runs, its model calls tell tokens but no cost; its result tells both exactly.
 * {@code total_cost_usd} is never added up, as it runs on over every process that resumes the session: it only shows
 * what a process that was cut off had spent before.
 */
final class ClaudeLedger {
    private static final double A_HUNDREDTH_OF_A_CENT = 1e-4;

    private final Map<String, Spend> openCalls = new HashMap<>();
    private Spend settled = Spend.NONE;
    private int turns;
    private Usage told = Usage.NONE;
    private OptionalDouble counted = OptionalDouble.empty();

    /** A process begins that resumes a session of which so much is counted already; empty: unknown, or a new session. */
    void resumes(OptionalDouble countedUsd) {
        counted = countedUsd;
    }

    void called(ClaudeEvent.ModelCalled call) {
        Spend before = openCalls.get(call.messageId());
        if (before == null) {
            turns++;
        }
        long written = before == null ? 0 : before.outputTokens();
        openCalls.put(call.messageId(), new Spend(0, call.inputTokens(), Math.max(written, call.outputTokens())));
    }

    /** Returns the US dollars that an earlier, cut-off process had spent and that are counted only now. */
    double settle(ClaudeResult result) {
        Spend open = open();
        Spend since = result.sinceLast() == null ? open : result.sinceLast();
        double missing = Math.max(0, result.totalCostUsd() - since.costUsd() - counted.orElse(result.totalCostUsd()));
        double recovered = missing < A_HUNDREDTH_OF_A_CENT ? 0 : missing;
        settled = settled.plus(new Spend(
                since.costUsd() + recovered,
                Math.max(since.inputTokens(), open.inputTokens()),
                Math.max(since.outputTokens(), open.outputTokens())));
        openCalls.clear();
        counted = OptionalDouble.of(result.totalCostUsd());
        return recovered;
    }

    Usage usage() {
        Spend sum = settled.plus(open());
        return new Usage(sum.costUsd(), sum.inputTokens(), sum.outputTokens(), turns);
    }

    /** What came since the last call. */
    Usage news() {
        Usage now = usage();
        Usage delta = new Usage(
                now.costUsd() - told.costUsd(),
                now.inputTokens() - told.inputTokens(),
                now.outputTokens() - told.outputTokens(),
                now.turns() - told.turns());
        told = now;
        return delta;
    }

    private Spend open() {
        return openCalls.values().stream().reduce(Spend.NONE, Spend::plus);
    }
}
