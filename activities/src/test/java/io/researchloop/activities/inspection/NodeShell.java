package io.researchloop.activities.inspection;

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

/** This machine's shell with other programs: those of a folder come first on the PATH, and a home of its own. */
final class NodeShell implements RemoteShell {
    private final Path folder;
    private final RemoteShell real = new LocalShell();
    private String path;

    NodeShell(Path folder) {
        this.folder = folder;
        this.path = folder + ":/usr/bin:/bin";
    }

    /** A program of the node, as a shell script. */
    NodeShell has(String program, String script) {
        try {
            Path file = Files.writeString(folder.resolve(program), "#!/bin/bash\n" + script + "\n");
            if (!file.toFile().setExecutable(true)) {
                throw new IOException("cannot make " + file + " a program");
            }
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Only these programs of the system, and those it was given. */
    NodeShell hasOnly(String... programs) {
        try {
            for (String program : programs) {
                Files.createSymbolicLink(folder.resolve(program), Path.of("/usr/bin", program));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        path = folder.toString();
        return this;
    }

    @Override
    public ShellResult run(ShellCommand command) throws InterruptedException {
        List<String> argv = new ArrayList<>(
                List.of("/usr/bin/env", "-i", "PATH=" + path, "HOME=" + folder.resolve("home"), "/usr/bin/env"));
        if (command.argv().get(0).equals("bash")) {
            argv.set(argv.size() - 1, "/usr/bin/bash");
            argv.addAll(command.argv().subList(1, command.argv().size()));
        } else {
            argv.addAll(command.argv());
        }
        return real.run(new ShellCommand(argv, command.stdin(), command.timeout()));
    }

    @Override
    public void write(List<FileWrite> files) throws InterruptedException {
        real.write(files);
    }

    @Override
    public String absolute(String path) throws InterruptedException {
        return real.absolute(path);
    }

    @Override
    public InputStream read(String path) throws IOException {
        return real.read(path);
    }

    @Override
    public List<RemoteFile> list(String directory) throws InterruptedException {
        return real.list(directory);
    }

    @Override
    public void close() {
        real.close();
    }
}
