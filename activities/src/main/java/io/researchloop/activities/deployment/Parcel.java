package io.researchloop.activities.deployment;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * Something to bring to clusters.
 *
 * @param kind what it is, and the folder it lies in
 * @param size in bytes, as it travels
 * @param sha256 of those bytes, hex
 * @param content opens the bytes; may be asked more than once
 */
record Parcel(Kind kind, long size, String sha256, Content content) {
    private static final int NAME_LENGTH = 16;

    interface Content {
        InputStream open() throws IOException;
    }

    enum Kind {
        RUNNER("runner", "researchloop-runner.jar", List.of("researchloop-runner.jar")),
        /** An archive, unpacked there; all of the files must be there for it to be whole. */
        RUNTIME("runtime", "bin/java", List.of("bin/java", "lib/modules", "lib/server/libjvm.so", "lib/libjli.so"));

        private final String word;
        private final String entry;

        @SuppressWarnings("ImmutableEnumChecker")
        private final List<String> files;

        Kind(String word, String entry, List<String> files) {
            this.word = word;
            this.entry = entry;
            this.files = files;
        }

        String word() {
            return word;
        }

        /** The file that jobs name. */
        String entry() {
            return entry;
        }

        /** The files by which it is seen to be whole; scratch file systems purge single files. */
        List<String> files() {
            return files;
        }
    }

    static Parcel of(Kind kind, Content content) throws IOException {
        MessageDigest digest = digest();
        long size;
        try (InputStream in = new DigestInputStream(content.open(), digest)) {
            size = in.transferTo(OutputStream.nullOutputStream());
        }
        return new Parcel(kind, size, HexFormat.of().formatHex(digest.digest()), content);
    }

    static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** The folder of its kind, on a cluster with this working directory. */
    String parent(String workingDir) {
        return workingDir + "/.researchloop/" + kind.word();
    }

    String directory(String workingDir) {
        return parent(workingDir) + "/" + sha256.substring(0, NAME_LENGTH);
    }

    /** Where its parts wait to be put together; the same for everyone who sends the same content. */
    String stage(String workingDir) {
        return parent(workingDir) + "/." + sha256.substring(0, NAME_LENGTH) + ".part";
    }

    String path(String workingDir) {
        return directory(workingDir) + "/" + kind.entry();
    }
}
