package io.researchloop.runner.agent;

import io.researchloop.runner.agent.ScriptLine.Condition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the scripted agent's language:
 *
 * <pre>
 * # a comment
 * [research]                     a step; [red_team_*] every round; [default] every other step
 * say TEXT                       a line in the tool log
 * write FILE TEXT                a file of one line; or FILE &lt;&lt;END, the lines up to END, and so with append
 * append FILE TEXT
 * run COMMAND                    by bash in the sprint's directory; its output goes to the tool log and output.log
 * sleep 0.2                      seconds, or 200ms, 5s, 2m, 1h
 * cost 0.05                      US dollars
 * tokens 1200 300                read, written
 * outcome KIND [TIME] [TEXT]     ends the step, for example: outcome usage_limited 5s
 * fail TEXT                      the same as: outcome agent_failed TEXT
 * idea TEXT                      the sprint's idea, also idea &lt;&lt;END: of several the first that was not had before
 * why TEXT                       why it is the idea before it
 * echo-prompt FILE               the prompt's bytes as they came
 * await-message [FILE]           until a person's message comes
 * hang                           silence until the step is stopped
 * ignore-term                    from here on only force ends the step
 * attempt 1: DIRECTIVE           only in that attempt
 * first 2: DIRECTIVE             only the first two times, over all attempts
 * </pre>
 */
final class ScriptParser {
    private static final Pattern SECTION = Pattern.compile("\\[([A-Za-z0-9_]+\\*?)]");
    private static final Pattern CONDITION = Pattern.compile("(attempt|first)\\s+(\\d{1,6}):\\s*(.*)");
    private static final Set<String> BLOCKS = Set.of("write", "append", "idea");
    private static final Pattern HEREDOC = Pattern.compile("(.*\\S)\\s+<<(\\w+)");

    private final List<String> lines;
    private final List<String> faults = new ArrayList<>();
    private final Map<String, List<ScriptLine>> sections = new LinkedHashMap<>();
    private int next;

    private ScriptParser(String text) {
        this.lines = text.lines().toList();
    }

    /**
     * @param file the name to show in faults
     * @throws ScriptFault with every fault of the file
     */
    static Script parse(String file, String text) throws ScriptFault {
        ScriptParser parser = new ScriptParser(text);
        parser.readAll();
        if (!parser.faults.isEmpty()) {
            throw new ScriptFault(file, parser.faults);
        }
        return new Script(parser.sections);
    }

    private void readAll() {
        List<ScriptLine> section = null;
        while (next < lines.size()) {
            int number = next + 1;
            String line = lines.get(next++).strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            try {
                Matcher header = SECTION.matcher(line);
                if (header.matches()) {
                    section = newSection(header.group(1));
                } else if (line.startsWith("[")) {
                    throw new DirectiveFault("expected a section like [research] or [red_team_*]");
                } else if (section == null) {
                    throw new DirectiveFault("expected a section like [research] before the first directive");
                } else {
                    section.add(directive(number, line));
                }
            } catch (DirectiveFault e) {
                faults.add("line " + number + ": " + e.getMessage() + ", found \"" + line + "\"");
            }
        }
    }

    private List<ScriptLine> newSection(String name) throws DirectiveFault {
        List<ScriptLine> section = new ArrayList<>();
        if (sections.putIfAbsent(name, section) != null) {
            throw new DirectiveFault("expected each section once");
        }
        return section;
    }

    private ScriptLine directive(int number, String line) throws DirectiveFault {
        String text = line;
        Condition condition = new Condition.Always();
        Matcher conditional = CONDITION.matcher(line);
        if (conditional.matches()) {
            int count = Integer.parseInt(conditional.group(2));
            condition = conditional.group(1).equals("attempt")
                    ? new Condition.InAttempt(count)
                    : new Condition.FirstTimes(count);
            text = conditional.group(3);
        }
        Matcher heredoc = HEREDOC.matcher(text);
        boolean block = BLOCKS.contains(text.split(" ", 2)[0]) && heredoc.matches();
        Directive directive = block
                ? DirectiveParser.parse(heredoc.group(1), untilMark(heredoc.group(2)))
                : DirectiveParser.parse(text, null);
        return new ScriptLine(number, condition, directive);
    }

    private String untilMark(String mark) throws DirectiveFault {
        StringBuilder text = new StringBuilder();
        while (next < lines.size()) {
            String line = lines.get(next++);
            if (line.strip().equals(mark)) {
                return text.toString();
            }
            text.append(line).append('\n');
        }
        throw new DirectiveFault("expected a line " + mark + " at the end of this text, the file ended first");
    }
}
