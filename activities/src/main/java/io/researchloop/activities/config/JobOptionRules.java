package io.researchloop.activities.config;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which job options a person may set, in the file or with a sprint. They become arguments of the submit command, so a name
 * must be one option and nothing more, and what makes a job findable and its end readable is not theirs to change.
 */
public final class JobOptionRules {
    /** sbatch(1), long names and short ones. */
    private static final Set<String> SLURM = words("""
            array chdir clusters error help help-format input job-name no-requeue open-mode output parsable quiet requeue
            signal test-only usage version wait wrap
            a D M e h i J o Q u V W
            """);

    /** qsub(1) of Grid Engine. */
    private static final Set<String> SGE = words("""
            b C clear cwd e hard help i j jc N notify o pty r S shell soft sync t tc terse verify wd
            """);

    /** qsub(1B) of OpenPBS. */
    private static final Set<String> PBS = words("C e f G I J j k N o r S X z");

    /** bsub(1). */
    private static final Set<String> LSF = words("""
            cwd e eo h i I IS ISp ISs IX Ip Is is J jsdl jsdl_strict json jsm K o oo outdir pack r rn s V wa wt yaml Zs
            """);

    /** Those whose value is more than one word, and how many at most. */
    private static final Set<String> SGE_WORDS = words("pe binding");

    private static final int MOST_WORDS = 3;
    private static final Pattern OPTION = Pattern.compile("(?:^|\\s)-[A-Za-z]");

    private JobOptionRules() {}

    /** Why nobody may set this option, as the end of a sentence about it; empty if one may. The name is a valid one. */
    public static Optional<String> refusal(SchedulerType type, String name) {
        String bare = JobOptions.bare(name);
        return switch (type) {
            case SLURM -> slurm(bare);
            case SGE -> refusedIf(SGE.contains(bare));
            case PBS ->
                bare.length() > 1
                        ? Optional.of("is none of qsub's; resources go into l")
                        : refusedIf(PBS.contains(bare));
            case LSF -> refusedIf(LSF.contains(bare));
            case LOCAL -> Optional.empty();
        };
    }

    /** Long options may be abbreviated (getopt_long(3)). */
    private static Optional<String> slurm(String bare) {
        if (bare.equals("clusters") || bare.equals("M")) {
            return Optional.of("goes into shell_setup, as \"export SLURM_CLUSTERS=…\": jobs are looked for there, too");
        }
        boolean abbreviated = bare.length() > 1
                && SLURM.stream().anyMatch(refused -> refused.length() > 1 && refused.startsWith(bare));
        return refusedIf(abbreviated || SLURM.contains(bare));
    }

    private static Optional<String> refusedIf(boolean refused) {
        return refused
                ? Optional.of("is set by ResearchLoop itself, to find the job and to follow it")
                : Optional.empty();
    }

    /** What is wrong with an option's value, for people; empty if it may have it. */
    public static Optional<String> wrongValue(SchedulerType type, String name, String value) {
        String bare = JobOptions.bare(name);
        return switch (type) {
            case SGE -> wrongForSge(bare, value.strip());
            case PBS ->
                bare.equals("W") && value.contains("block")
                        ? Optional.of("must not have block: the submit would wait for the end of the job")
                        : Optional.empty();
            case SLURM, LSF, LOCAL -> Optional.empty();
        };
    }

    /** Its qsub takes the first word too many for the script. */
    private static Optional<String> wrongForSge(String bare, String value) {
        if (bare.equals("w") && !value.matches("[ewn]?")) {
            return Optional.of("expected e, w or n: with the others of -w, qsub submits nothing");
        }
        if (OPTION.matcher(value).find()) {
            return Optional.of("expected the value of one option; several resources are written with commas");
        }
        int words = value.split("\\s+", -1).length;
        int most = SGE_WORDS.contains(bare) ? MOST_WORDS : bare.equals("l") ? Integer.MAX_VALUE : 1;
        return words > most
                ? Optional.of("expected at most " + most + (most == 1 ? " word" : " words"))
                : Optional.empty();
    }

    private static Set<String> words(String text) {
        return Set.copyOf(Arrays.asList(text.strip().split("\\s+", -1)));
    }
}
