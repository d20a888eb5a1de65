package io.researchloop.activities.artifact;

import io.researchloop.activities.store.ArtifactRow;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Optional;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.springframework.stereotype.Component;

/** A sprint's files as one archive, written file by file as it is read. */
@Component
public class ArtifactZip {
    private final ArtifactFiles files;

    public ArtifactZip(ArtifactFiles files) {
        this.files = files;
    }

    /**
     * Everything below one folder with the sprint's id as its name. A file that went meanwhile is left out.
     *
     * @param out stays open
     */
    public void write(List<ArtifactRow> artifacts, OutputStream out) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(new Kept(out))) {
            // Most of what is large is packed already (images, archives): more effort would only cost time.
            zip.setLevel(Deflater.BEST_SPEED);
            for (ArtifactRow artifact : artifacts) {
                Optional<Path> file = files.find(artifact.sprintId(), artifact.name());
                if (file.isPresent()) {
                    ZipEntry entry = new ZipEntry(artifact.sprintId() + "/" + artifact.name());
                    entry.setLastModifiedTime(FileTime.from(artifact.storedAt()));
                    zip.putNextEntry(entry);
                    Files.copy(file.get(), zip);
                    zip.closeEntry();
                }
            }
        }
    }

    /** The server closes its own streams. */
    private static final class Kept extends FilterOutputStream {
        Kept(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
