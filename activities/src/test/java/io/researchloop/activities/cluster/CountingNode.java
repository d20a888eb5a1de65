package io.researchloop.activities.cluster;

import io.researchloop.activities.transport.ClusterUnavailable;
import io.researchloop.activities.transport.FileWrite;
import io.researchloop.activities.transport.LocalShell;
import io.researchloop.activities.transport.RemoteFile;
import io.researchloop.activities.transport.RemoteShell;
import io.researchloop.activities.transport.ShellCommand;
import io.researchloop.activities.transport.ShellResult;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A login node that is this machine, with scheduler commands of the test's, and counts what it is asked. */
final class CountingNode implements RemoteShell {
    private final Path programs;
    private final RemoteShell real = new LocalShell();
    int commands;
    boolean away;

    CountingNode(Path programs) throws IOException {
        this.programs = Files.createDirectories(programs);
    }

    void program(String name, String script) {
        try {
            Path file = Files.writeString(programs.resolve(name), "#!/bin/bash\n" + script + "\n");
            if (!file.toFile().setExecutable(true)) {
                throw new IOException("cannot make " + file + " a program");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public ShellResult run(ShellCommand command) throws InterruptedException {
        commands++;
        if (away) {
            throw new ClusterUnavailable("connection refused");
        }
        List<String> argv = new ArrayList<>(List.of("env", "PATH=" + programs + ":/usr/bin:/bin"));
        argv.addAll(command.argv());
        return real.run(new ShellCommand(argv, command.stdin(), command.timeout()));
    }

    @Override
    public void write(List<FileWrite> files) {
        throw new AssertionError("a look writes by its one command");
    }

    @Override
    public InputStream read(String path) {
        throw new AssertionError("a look reads by its one command");
    }

    @Override
    public List<RemoteFile> list(String directory) {
        throw new AssertionError("a look lists nothing");
    }

    @Override
    public String absolute(String path) {
        return path;
    }

    @Override
    public void close() {
        real.close();
    }
}
