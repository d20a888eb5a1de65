package io.researchloop.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "manual",
        description = {"Prints the manual page.", "  researchloop manual > ~/.local/share/man/man1/researchloop.1"})
final class ManualCommand implements Callable<Integer> {
    private final Session session;

    @Spec
    private @Nullable CommandSpec spec;

    ManualCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        if (spec != null) {
            session.terminal().line(ManualPage.of(spec.root()));
        }
        return 0;
    }
}
