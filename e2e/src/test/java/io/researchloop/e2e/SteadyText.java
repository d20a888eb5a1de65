package io.researchloop.e2e;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** A page's words without what differs from run to run: a word in capitals stands in its place. */
final class SteadyText {
    private record Rule(Pattern found, String instead) {
        Rule(String found, String instead) {
            this(Pattern.compile(found), instead);
        }
    }

    private static final List<Rule> RULES = List.of(
            new Rule("\\b(sp|loop|tw|tok|req)-[0-9a-f]{6,}\\b", "$1-ID"),
            new Rule("\\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\\b", "SESSION"),
            // What agents are told is no business of the pages.
            new Rule("(group \"Prompt of [^\"]+\"): .+", "$1: PROMPT"),
            // What a machine says of itself is another's on another machine.
            new Rule(
                    "(?m)^( *)- region \"Provenance\":\\n(?:\\1 .*(?:\\n|$))+",
                    "$1- region \"Provenance\": RECORDED\n"),
            new Rule("(term: Node\\n *- definition:\\n *- code: ).+", "$1HOST"),
            new Rule("\\brl_[0-9a-f]+\\b", "SECRET"),
            new Rule("\\?at=\\d+#at\\d+", "?at=PLACE#atPLACE"),
            // Of a process, with the tick in which it was started.
            new Rule("(?<!\\$)\\b\\d+\\.\\d{4,}\\b", "JOB"),
            new Rule("\\b\\d{4}-\\d\\d-\\d\\d--\\d\\d-\\d\\d\\b", "DAY"),
            new Rule("bash [\\d.]+ on \\S+", "bash VERSION on HOST"),
            new Rule("127\\.0\\.0\\.1:\\d+", "127.0.0.1:PORT"),
            new Rule("ResearchLoop \\d[\\w.-]*, Java [\\w.+-]+", "ResearchLoop VERSION, Java VERSION"),
            new Rule("\\bJava \\d+", "Java VERSION"),
            new Rule("\\b(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\\b|\\b(Mon|Tue|Wed|Thu|Fri|Sat|Sun)\\b", "WEEKDAY"),
            new Rule("\\bWEEKDAY \\d{1,2} [A-Z][a-z]{2}\\b", "DATE"),
            new Rule("\\b\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z?", "MOMENT"),
            new Rule("\\b\\d\\d:\\d\\d(:\\d\\d)?\\b", "CLOCK"),
            new Rule("\\bjust now\\b|\\b\\d+ (s|min|h) ago\\b|\\b(today|yesterday) CLOCK", "SOME TIME AGO"),
            new Rule("\\b\\d+ (s|ms|min)( \\d\\d s)?\\b", "SOME TIME"),
            new Rule("[+−±]SOME TIME", "MORE OR LESS"),
            // The value of a meter: how many of them.
            new Rule("(SOME TIME of \\d+ h) [\\d.]+", "$1 SECONDS"),
            new Rule("\\b[\\d.]+ (B|kB|MB|GB|TB)(?!\\w)", "SOME BYTES"));

    private final List<Rule> rules = new ArrayList<>();

    /** @param project its folder's path differs, too */
    SteadyText(Project project) {
        rules.add(new Rule(Pattern.quote(project.directory().toString()), "PROJECT"));
        rules.addAll(RULES);
    }

    String of(String text) {
        String steady = text;
        for (Rule rule : rules) {
            steady = rule.found().matcher(steady).replaceAll(rule.instead());
        }
        return steady;
    }
}
