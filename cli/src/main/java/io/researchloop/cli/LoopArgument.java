package io.researchloop.cli;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** Which loop is meant. */
final class LoopArgument {
    private static final Pattern ID = Pattern.compile("loop-[0-9a-f]{8}");

    @Parameters(paramLabel = "LOOP", description = "The loop's id, for example loop-0123abcd.")
    private String id = "";

    @Spec(Target.MIXEE)
    private @Nullable CommandSpec spec;

    String id() {
        if (!ID.matcher(id).matches() && spec != null) {
            throw new ParameterException(
                    spec.commandLine(), "\"" + id + "\" is no loop's id; researchloop loop status lists them.");
        }
        return id;
    }

    String path() {
        return "/api/loops/" + id();
    }
}
