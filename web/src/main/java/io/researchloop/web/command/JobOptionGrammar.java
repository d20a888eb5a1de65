package io.researchloop.web.command;

import io.researchloop.activities.config.JobOptionRules;
import io.researchloop.activities.config.SchedulerType;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Which job options a request may carry. They end up as arguments of a command, or as directives in a batch script, one a
 * line, so nothing in them may begin a line of its own.
 */
final class JobOptionGrammar {
    private static final Pattern NAME = Pattern.compile("-{0,2}[A-Za-z][A-Za-z0-9._-]{0,63}");
    private static final int MAX_VALUE = 1000;
    private static final int MAX_OPTIONS = 64;

    private JobOptionGrammar() {}

    static void check(SchedulerType scheduler, Map<String, String> options) {
        if (options.size() > MAX_OPTIONS) {
            throw Rejection.invalid("job_options: at most " + MAX_OPTIONS + " options, found " + options.size());
        }
        options.forEach((name, value) -> check(scheduler, name, value));
    }

    private static void check(SchedulerType scheduler, String name, String value) {
        if (!NAME.matcher(name).matches()) {
            throw Rejection.invalid(
                    "job_options: \"" + printable(name)
                            + "\" is not the name of an option; expected a letter, then letters, digits, dots, - and _, at most 64");
        }
        JobOptionRules.refusal(scheduler, name).ifPresent(why -> {
            throw Rejection.invalid("job_options." + name + ": this option " + why);
        });
        if (value.length() > MAX_VALUE) {
            throw Rejection.invalid(
                    "job_options." + name + ": expected at most " + MAX_VALUE + " characters, found " + value.length());
        }
        if (value.codePoints().anyMatch(JobOptionGrammar::endsLines)) {
            throw Rejection.invalid(
                    "job_options." + name + ": the value holds a line break or another control character");
        }
        JobOptionRules.wrongValue(scheduler, name, value).ifPresent(why -> {
            throw Rejection.invalid("job_options." + name + ": " + why);
        });
    }

    private static boolean endsLines(int character) {
        return Character.isISOControl(character) || character == 0x2028 || character == 0x2029;
    }

    private static String printable(String name) {
        String clean = name.replaceAll("\\p{Cntrl}", "?");
        return clean.length() <= 40 ? clean : clean.substring(0, 40) + "…";
    }
}
