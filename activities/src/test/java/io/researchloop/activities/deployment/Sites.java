package io.researchloop.activities.deployment;

import io.researchloop.activities.cluster.ClusterAccess;
import io.researchloop.activities.config.ConfigurationLoader;
import io.researchloop.activities.scheduler.LocalScheduler;
import io.researchloop.activities.transport.FileWrite;
import io.researchloop.activities.transport.LocalShell;
import io.researchloop.activities.transport.RemoteFile;
import io.researchloop.activities.transport.RemoteShell;
import io.researchloop.activities.transport.ShellCommand;
import io.researchloop.activities.transport.ShellResult;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Clusters of this machine, in a folder whose name a shell would trip over. */
final class Sites {
    private Sites() {}

    /** @param lines of its {@code [[cluster]]} beside name, scheduler and directory */
    static ClusterAccess site(Path folder, RemoteShell shell, String lines) {
        try {
            Path file = Files.writeString(
                    folder.resolve("researchloop.toml"),
                    "[[cluster]]\nname = \"site\"\nscheduler_type = \"local\"\nworking_dir = '''" + workingDir(folder)
                            + "'''\n" + lines);
            return new ClusterAccess(
                    ConfigurationLoader.load(Optional.of(file), Map.of(), folder, folder)
                            .clusters()
                            .get(0),
                    shell,
                    new LocalScheduler("site", shell));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Path workingDir(Path folder) {
        return folder.resolve("it's \"the\" $HOME dir");
    }

    static Parcel parcel(Parcel.Kind kind, byte[] content) {
        try {
            return Parcel.of(kind, () -> new ByteArrayInputStream(content));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Deployments deployments() {
        return new Deployments(List.of(), java.time.Clock.systemUTC());
    }

    /** This machine's shell, which notes what is written through it. */
    static final class NotingShell implements RemoteShell {
        final List<String> written = Collections.synchronizedList(new ArrayList<>());
        private final RemoteShell real = new LocalShell();

        @Override
        public ShellResult run(ShellCommand command) throws InterruptedException {
            return real.run(command);
        }

        @Override
        public void write(List<FileWrite> files) throws InterruptedException {
            files.forEach(file -> written.add(file.path().substring(file.path().lastIndexOf('/') + 1)));
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
}
