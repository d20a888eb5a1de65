package io.researchloop.temporal;

import java.nio.file.Path;

/** Starts a dev server and dies at once, without a word to anybody: what kill -9 does. */
final class DyingOrchestrator {
    static final int EXIT = 77;

    private DyingOrchestrator() {}

    public static void main(String[] arguments) throws EngineUnavailable {
        Path folder = Path.of(arguments[0]);
        TemporalBinary binary = new TemporalBinary(Path.of(arguments[1]), TemporalBinary.Source.CONFIGURED, "test");
        new DevServerEngine(EngineSettings.auto(folder, folder), binary).start();
        Runtime.getRuntime().halt(EXIT);
    }
}
