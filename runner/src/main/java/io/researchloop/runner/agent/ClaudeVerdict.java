package io.researchloop.runner.agent;

import io.researchloop.runner.protocol.Outcome;
import io.researchloop.runner.protocol.OutcomeKind;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a process of Claude Code came to. Success needs all of: exit code 0, {@code subtype} success, {@code is_error}
 * false, {@code terminal_reason} completed; an API failure too has {@code subtype} success, and an interrupted version
 * exits with 0, so that no single sign is proof.
 */
final class ClaudeVerdict {
    /** Exit codes of a shell: 126 cannot be run, 127 not found, 128 + n ended by signal n. */
    private static final int NOT_RUNNABLE = 126;

    private static final int NOT_FOUND = 127;

    private ClaudeVerdict() {}

    /**
     * What was seen of a process until it ended.
     *
     * @param command the user's command line, to name it in the detail
     * @param result the last one; null: none came
     * @param fault the last assistant message's {@code error}; null: none
     * @param limitResetsAt of the last rejected rate limit; null: none was rejected, or no time was given
     * @param stderr its last lines
     */
    record Evidence(
            String command,
            int exitCode,
            @Nullable ClaudeResult result,
            @Nullable String fault,
            @Nullable Instant limitResetsAt,
            String stderr) {}

    /** Of a process that was stopped before it began. */
    static Evidence notStarted(String command) {
        return new Evidence(command, 143, null, null, null, "");
    }

    /**
     * The session to try instead, where the one asked for is gone (another machine, a cleaned home) or was taken by a
     * run of ours that was cut off; null where the session is not the trouble.
     */
    static @Nullable ClaudeSession otherSession(ClaudeSession session, Evidence seen) {
        ClaudeResult result = seen.result();
        String said = seen.stderr() + (result == null ? "" : " " + result.complaint());
        if (session instanceof ClaudeSession.Resume && said.contains("No conversation found with session ID")) {
            return ClaudeSession.Begin.anew();
        }
        boolean taken = result == null && said.contains("Session ID") && said.contains("already in use");
        return session instanceof ClaudeSession.Begin && taken ? new ClaudeSession.Resume(session.id()) : null;
    }

    static String sessionTrouble(ClaudeSession session) {
        return session instanceof ClaudeSession.Resume
                ? "session " + session.id() + " is not known on this machine"
                : "session " + session.id() + " exists already";
    }

    static Outcome of(Evidence seen) {
        ClaudeResult result = seen.result();
        if (result == null) {
            return withoutResult(seen);
        }
        if (isApiFailure(result)) {
            return apiFailure(seen, result);
        }
        return switch (result.subtype()) {
            case "success" -> success(seen, result);
            case "error_max_budget_usd" ->
                Outcome.of(OutcomeKind.BUDGET_SPENT, "The agent has spent its budget: " + result.complaint() + ".");
            case "error_max_turns" ->
                Outcome.of(
                        OutcomeKind.AGENT_FAILED,
                        "The agent stopped at its limit of turns: " + result.complaint()
                                + ". Raise or remove --max-turns in claude_command.");
            default -> broken(seen, result);
        };
    }

    private static boolean isApiFailure(ClaudeResult result) {
        return "api_error".equals(result.terminalReason())
                || result.apiError() != null
                || result.apiErrorStatus() != null;
    }

    private static Outcome success(Evidence seen, ClaudeResult result) {
        if (result.terminalReason() == null) {
            return Outcome.of(
                    OutcomeKind.AGENT_FAILED,
                    "The agent did not say why it ended (no terminal_reason in its result). This needs Claude Code"
                            + " 2.1 or newer on the node: run `claude update` there.");
        }
        boolean completed = !result.error() && result.terminalReason().equals("completed");
        return completed && seen.exitCode() == 0 ? Outcome.completed() : broken(seen, result);
    }

    private static Outcome apiFailure(Evidence seen, ClaudeResult result) {
        OutcomeKind kind = apiFailureKind(seen, result);
        String said = result.complaint();
        return switch (kind) {
            case USAGE_LIMITED -> new Outcome(kind, said, seen.limitResetsAt());
            case AUTHENTICATION -> Outcome.of(kind, said + ". " + authenticationRemedy(said));
            case NO_ROUTE -> Outcome.of(kind, said + ". The node needs a way to the agent's service (or a proxy).");
            default -> Outcome.of(kind, said);
        };
    }

    private static OutcomeKind apiFailureKind(Evidence seen, ClaudeResult result) {
        String type = result.apiErrorType() == null ? "" : result.apiErrorType();
        int status = result.apiErrorStatus() == null ? 0 : result.apiErrorStatus();
        if ("usage_limit_reached".equals(result.apiError())) {
            return OutcomeKind.USAGE_LIMITED;
        }
        if ("connection_failed".equals(result.apiError())) {
            return OutcomeKind.NO_ROUTE;
        }
        if (isRateLimit(type, status)) {
            // An API key's rate limit is one of a minute and names no end: backing off mends it, as with overload.
            return seen.limitResetsAt() == null ? OutcomeKind.OVERLOADED : OutcomeKind.USAGE_LIMITED;
        }
        if (isRefused(type, status, seen.fault()) || isOutOfCredit(type, result.complaint())) {
            return OutcomeKind.AUTHENTICATION;
        }
        return type.equals("overloaded_error") || status >= 500 || "server_error".equals(seen.fault())
                ? OutcomeKind.OVERLOADED
                : OutcomeKind.AGENT_FAILED;
    }

    private static boolean isRateLimit(String type, int status) {
        return status == 429 || type.equals("rate_limit_error");
    }

    private static boolean isRefused(String type, int status, @Nullable String fault) {
        return status == 401
                || status == 403
                || type.equals("authentication_error")
                || type.equals("permission_error")
                || "authentication_failed".equals(fault);
    }

    /** No work is possible until a person pays, which is the same kind of mend as a new key. */
    private static boolean isOutOfCredit(String type, String said) {
        return type.equals("billing_error") || said.contains("redit balance is too low");
    }

    private static String authenticationRemedy(String said) {
        return isOutOfCredit("", said)
                ? "Add credits to the account in its console, then resubmit."
                : "Give the cluster a valid ANTHROPIC_API_KEY or CLAUDE_CODE_OAUTH_TOKEN in [cluster.environment],"
                        + " or sign in on the node with `claude`.";
    }

    private static String adviceForRoot(String stderr) {
        return stderr.contains("root/sudo privileges")
                ? " Run ResearchLoop as another user; where the whole machine is a sandbox, set IS_SANDBOX = \"1\" in"
                        + " [cluster.environment]."
                : "";
    }

    private static Outcome withoutResult(Evidence seen) {
        String tail = seen.stderr().isEmpty() ? "" : " It said: " + seen.stderr() + adviceForRoot(seen.stderr());
        if (seen.exitCode() == NOT_FOUND || seen.exitCode() == NOT_RUNNABLE) {
            return Outcome.of(
                    OutcomeKind.AGENT_FAILED,
                    "The agent's command was not found on the node or cannot be run: `" + seen.command()
                            + "`. Install Claude Code there, or set claude_command to its full path, or load its module in"
                            + " the cluster's setup lines." + tail);
        }
        return endedBySignal(seen.exitCode())
                ? Outcome.of(OutcomeKind.INTERRUPTED, "The agent was ended by " + signal(seen.exitCode()) + "." + tail)
                : Outcome.of(
                        OutcomeKind.AGENT_FAILED,
                        "The agent ended without a result, with exit code " + seen.exitCode() + "." + tail);
    }

    private static Outcome broken(Evidence seen, ClaudeResult result) {
        String said = result.complaint().isEmpty() ? seen.stderr() : result.complaint();
        return endedBySignal(seen.exitCode())
                ? Outcome.of(OutcomeKind.INTERRUPTED, "The agent was ended by " + signal(seen.exitCode()) + ". " + said)
                : Outcome.of(
                        OutcomeKind.AGENT_FAILED,
                        "The agent ended with " + result.subtype()
                                + (result.terminalReason() == null ? "" : " (" + result.terminalReason() + ")")
                                + ", exit code " + seen.exitCode() + ": " + said);
    }

    private static boolean endedBySignal(int exitCode) {
        return exitCode == 129 || exitCode == 130 || exitCode == 137 || exitCode == 143;
    }

    private static String signal(int exitCode) {
        return switch (exitCode) {
            case 129 -> "SIGHUP";
            case 130 -> "SIGINT";
            case 137 -> "SIGKILL, perhaps because the job's memory was used up";
            default -> "SIGTERM";
        };
    }
}
