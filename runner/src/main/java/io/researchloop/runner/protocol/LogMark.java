package io.researchloop.runner.protocol;

/**
 * The marks in {@link SprintFiles#TOOL_LOG} that tell a tool's call, its answer and trouble from the agent's words. The
 * lines of an answer follow its mark, two spaces in. The mark names the call again: of calls at the same time, the one
 * that comes last need not be the one that is answered.
 */
public final class LogMark {
    public static final String CALL = "> ";
    public static final String ANSWER = "< ";
    public static final String FAILED = " failed";
    public static final String TROUBLE = "! ";
    public static final String INDENT = "  ";
    /** Before the number of an answer's lines that were left out, and after {@link #INDENT}. */
    public static final String MORE = "… ";

    private LogMark() {}

    /** @param input what the tool is to work on, in one line */
    public static String call(String tool, String input) {
        return CALL + tool + ": " + input;
    }

    /** @param lines how many the answer has, with those that are left out */
    public static String answer(String tool, boolean failed, int lines, String input) {
        return ANSWER + tool + (failed ? FAILED : "") + ", " + lines + (lines == 1 ? " line: " : " lines: ") + input;
    }

    /** Something went wrong, other than in a tool. */
    public static String trouble(String text) {
        return TROUBLE + text;
    }
}
