package io.researchloop.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(name = "notify", description = "How people are told: what arrived, and tests of the channels.")
final class NotifyCommand implements Runnable {
    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public void run() {
        throw RootCommand.missingCommand(spec);
    }
}
