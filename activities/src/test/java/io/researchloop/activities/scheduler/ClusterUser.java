package io.researchloop.activities.scheduler;

import io.researchloop.activities.transport.FileWrite;
import io.researchloop.activities.transport.LocalShell;
import io.researchloop.activities.transport.RemoteFile;
import io.researchloop.activities.transport.RemoteShell;
import io.researchloop.activities.transport.ShellCommand;
import io.researchloop.activities.transport.ShellResult;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * This machine in the eyes of somebody who runs jobs on it: batch systems take none of root's. Where the tests are not run by
 * root, it is whoever runs them.
 */
final class ClusterUser implements RemoteShell {
    private static final String NAME = "researcher";
    private static final boolean ROOT = "root".equals(System.getProperty("user.name"));

    private final LocalShell machine = new LocalShell();
    private final List<String> environment;

    ClusterUser(List<String> environment) {
        this.environment = List.copyOf(environment);
    }

    /** The same user, whose commands are looked for in this directory first. */
    ClusterUser finding(Path directory) {
        List<String> more = new ArrayList<>(environment);
        more.add("PATH=" + directory + ":" + System.getenv("PATH"));
        return new ClusterUser(more);
    }

    @Override
    public ShellResult run(ShellCommand command) throws InterruptedException {
        List<String> argv = new ArrayList<>();
        if (ROOT) {
            argv.addAll(List.of("runuser", "-u", NAME, "--"));
        }
        argv.addAll(List.of("env", "-C", "/"));
        argv.addAll(environment);
        argv.addAll(command.argv());
        return machine.run(new ShellCommand(argv, command.stdin(), command.timeout()));
    }

    /** As whoever runs the tests, who may be an administrator. */
    ShellResult asTester(String... argv) throws InterruptedException {
        List<String> whole = new ArrayList<>(List.of("env"));
        whole.addAll(environment);
        whole.addAll(List.of(argv));
        return machine.run(ShellCommand.of(whole.toArray(String[]::new)));
    }

    /** A directory that belongs to this user. */
    void own(Path directory) throws InterruptedException {
        if (ROOT) {
            machine.run(ShellCommand.of("chown", "-R", NAME, directory.toString()));
        }
    }

    static boolean exists() {
        try {
            return !ROOT || new LocalShell().run(ShellCommand.of("id", NAME)).ok();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void write(List<FileWrite> files) throws InterruptedException {
        machine.write(files);
    }

    @Override
    public InputStream read(String path) throws IOException {
        return machine.read(path);
    }

    @Override
    public List<RemoteFile> list(String directory) throws InterruptedException {
        return machine.list(directory);
    }

    @Override
    public String absolute(String path) throws InterruptedException {
        return machine.absolute(path);
    }

    @Override
    public void close() {
        machine.close();
    }
}
