package io.researchloop.activities.artifact;

import io.researchloop.activities.config.Configuration;
import io.researchloop.activities.store.ArtifactIndex;
import io.researchloop.activities.store.ArtifactRow;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.MediaTypeFactory;
import org.springframework.stereotype.Component;

/**
 * The sprints' files, below {@code artifact_dir}: one folder a sprint. A file is written beside its last place, checked,
 * forced to the disk, and only then given its name, so that nobody ever meets half a file.
 */
@Component
public class ArtifactFiles {
    /** A sprint that brings more has lost its way. */
    static final int MAX_FILES = 2000;

    private static final String INCOMING = ".incoming";
    private static final int BUFFER = 64 * 1024;

    private final Path root;
    private final ArtifactIndex index;

    public ArtifactFiles(Configuration configuration, ArtifactIndex index) {
        this.root = configuration.artifactDir();
        this.index = index;
    }

    /** A name for a file that is still coming in, on the same file system as its last place. */
    public Path newTemporary() throws IOException {
        return Files.createDirectories(root.resolve(INCOMING))
                .resolve(UUID.randomUUID().toString());
    }

    /**
     * Takes over a file that has come in.
     *
     * @param temporary from {@link #newTemporary()}; it is gone afterwards
     * @param sha256 in hex, what the sender says it sent; null if it does not say
     * @throws ArtifactRefused if the name, the content or the number of files is not accepted
     */
    public ArtifactRow keep(String sprintId, String name, Path temporary, @Nullable String sha256) throws IOException {
        String safeName = ArtifactName.normalised(name)
                .orElseThrow(() -> new ArtifactRefused(
                        "The filename leads out of the sprint's folder, or holds characters that no file should have"));
        String actual = sha256(temporary);
        if (sha256 != null && !actual.equals(sha256.strip().toLowerCase(Locale.ROOT))) {
            throw new ArtifactRefused(
                    ArtifactRefused.Reason.DAMAGED,
                    "The file arrived with SHA-256 " + actual + ", not as it was sent; send it again");
        }
        if (index.find(sprintId, safeName).isEmpty() && index.list(sprintId).size() >= MAX_FILES) {
            throw new ArtifactRefused("The sprint has " + MAX_FILES + " files already; pack the rest into one archive");
        }
        long size = Files.size(temporary);
        move(temporary, path(sprintId, safeName));
        ArtifactRow row = new ArtifactRow(
                sprintId,
                safeName,
                size,
                actual,
                contentType(safeName),
                Instant.now().truncatedTo(ChronoUnit.MILLIS));
        index.put(row);
        return row;
    }

    /** Gives a finished file its last name; whoever reads an earlier one goes on with that. */
    public void replace(Path temporary, Path target) throws IOException {
        force(temporary);
        Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Where a file is; empty if there is none of that name. */
    public Optional<Path> find(String sprintId, String name) {
        return ArtifactName.normalised(name)
                .map(safeName -> path(sprintId, safeName))
                .filter(Files::isRegularFile);
    }

    private Path path(String sprintId, String safeName) {
        return root.resolve(sprintId).resolve(safeName);
    }

    private static void move(Path temporary, Path target) throws IOException {
        Path folder = target.getParent();
        if (folder == null) {
            throw new IllegalArgumentException("An artifact always lies in a folder: " + target);
        }
        try {
            Files.createDirectories(folder);
            if (Files.isDirectory(target)) {
                throw new FileAlreadyExistsException(target.toString());
            }
        } catch (FileAlreadyExistsException | NotDirectoryException e) {
            throw new ArtifactRefused(
                    ArtifactRefused.Reason.IN_THE_WAY, "One name cannot be a file and a folder in the same sprint");
        }
        force(temporary);
        Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        force(folder);
    }

    private static void force(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static String sha256(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[BUFFER];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    /** By the name alone: what the sender says of its content is not believed. */
    private static String contentType(String name) {
        if (name.endsWith(".md") || name.endsWith(".log")) {
            return "text/plain;charset=UTF-8";
        }
        return MediaTypeFactory.getMediaType(name)
                .orElse(MediaType.APPLICATION_OCTET_STREAM)
                .toString();
    }
}
