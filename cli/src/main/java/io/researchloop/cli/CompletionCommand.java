package io.researchloop.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "completion",
        description = {"Prints a completion script for your shell:", "  source <(researchloop completion bash)"})
final class CompletionCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(paramLabel = "SHELL", description = "One of: ${COMPLETION-CANDIDATES}.")
    private Shell shell = Shell.bash;

    @Spec
    private @Nullable CommandSpec spec;

    /** One script serves both: it turns on bash's completion where it finds itself in zsh. */
    enum Shell {
        bash,
        zsh
    }

    CompletionCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        if (spec != null) {
            session.terminal().line("# Completion of researchloop for " + shell + ".");
            session.terminal()
                    .line(AutoComplete.bash("researchloop", spec.root().commandLine()));
        }
        return 0;
    }
}
