package io.researchloop.runner.protocol;

/**
 * The names of the files in a sprint's directory; paths are relative to it and have forward slashes. What a
 * researcher reads lies at the top, what the programs exchange under {@code .researchloop/}.
 */
public final class SprintFiles {
    public static final String CONTEXT = "CLAUDE.md";
    public static final String IDEA = "idea.txt";
    /** Why it is this one, {@link IdeaReason}; not there if the agent did not say. */
    public static final String IDEA_REASON = "idea_reason.txt";

    public static final String PROGRESS = "progress.md";
    public static final String OUTPUT_LOG = "output.log";
    public static final String FINDINGS = "findings.md";
    public static final String REPORT = "report.md";
    public static final String REPORT_PDF = "report.pdf";
    public static final String SUMMARY = "summary.txt";
    public static final String METRICS = "metrics.json";
    /** What the sprint was made with: prompts, plans, batch scripts, configuration, machine. */
    public static final String PROVENANCE = "provenance.json";

    /** The end of the last attempt's {@link #jobOutput}, kept with the results of a sprint that did not complete. */
    public static final String JOB_OUTPUT = "job_output.log";

    public static final String RESULTS = "results";
    public static final String TOOL_LOG = "sprint_log.txt";

    public static final String HOME = ".researchloop";
    /** The latest {@link Heartbeat}, replaced atomically. */
    public static final String STATUS = HOME + "/status.json";
    /** Every heartbeat's essence and every step change, one JSON a line, append only. */
    public static final String EVENTS = HOME + "/events.jsonl";
    /** {@link PipelineState}, replaced atomically. */
    public static final String STATE = HOME + "/state.json";
    /** One prompt a step, {@link #prompt(String)}. */
    public static final String PROMPTS = HOME + "/prompts";
    /** The ideas that must not be repeated: a JSON array of texts. Only there if the sprint's idea is to be written. */
    public static final String EARLIER_IDEAS = HOME + "/earlier_ideas.json";
    /** {@code <command id>.json}, one {@link Command} each; the runner moves what it has read to {@code done/}. */
    public static final String INBOX = HOME + "/inbox";
    /** Shell lines {@code export NAME=value}, mode 0600: the cluster's environment and the runner's token. */
    public static final String ENVIRONMENT = HOME + "/env";

    /** The environment variable that carries the runner's token. */
    public static final String TOKEN_VARIABLE = "RESEARCHLOOP_WEBHOOK_TOKEN";

    private SprintFiles() {}

    /**
     * A tweak's own directory: it has a {@value #HOME} of its own, so that nothing which the sprint's attempts left is
     * touched. The agent works in the sprint's directory all the same.
     */
    public static String tweak(String tweakId) {
        return HOME + "/tweaks/" + tweakId;
    }

    /** The report as it was before the sprint's tweak of that number, from 1. */
    public static String reportVersion(int number) {
        return "report.v" + number + ".md";
    }

    public static String redTeamRound(int round) {
        return "red_team_round_" + round + ".md";
    }

    public static String fixesRound(int round) {
        return "fixes_round_" + round + ".md";
    }

    public static String prompt(String step) {
        return PROMPTS + "/" + step + ".md";
    }

    /** The agent's raw stream of a step, over all attempts. */
    public static String stepStream(String step) {
        return HOME + "/steps/" + step + ".jsonl";
    }

    public static String attempt(int number) {
        return HOME + "/attempts/" + number;
    }

    public static String plan(int attempt) {
        return attempt(attempt) + "/plan.json";
    }

    /** The configuration as it resolved for the attempt, without secrets. */
    public static String configuration(int attempt) {
        return attempt(attempt) + "/configuration.json";
    }

    /** What the machine said of itself when the attempt began. */
    public static String environment(int attempt) {
        return attempt(attempt) + "/environment.json";
    }

    public static String batchScript(int attempt) {
        return attempt(attempt) + "/batch.sh";
    }

    /** Written once, when the attempt's job was submitted: the scheduler's job id. */
    public static String jobId(int attempt) {
        return attempt(attempt) + "/job_id";
    }

    /** Written by the batch script when the runner has ended: its exit code in decimal, and a newline. */
    public static String exit(int attempt) {
        return attempt(attempt) + "/exit";
    }

    /** What the batch script and the runner print. */
    public static String jobOutput(int attempt) {
        return attempt(attempt) + "/job.out";
    }
}
