package io.researchloop.activities.artifact;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The names files may have: relative, within the sprint's folder, and harmless to whoever lists them. */
public final class ArtifactName {
    private static final int MAX_BYTES = 400;
    private static final int MAX_PART_BYTES = 200;
    private static final int MAX_DEPTH = 8;

    private ArtifactName() {}

    /** The name in its one form; empty if it is absolute, leads upwards, or holds control characters. */
    public static Optional<String> normalised(String name) {
        String relative = name.startsWith("./") ? name.substring(2) : name;
        String[] parts = relative.split("/", -1);
        boolean fits = parts.length <= MAX_DEPTH && bytes(relative) <= MAX_BYTES;
        for (String part : parts) {
            fits &= allowed(part);
        }
        return fits ? Optional.of(relative) : Optional.empty();
    }

    private static boolean allowed(String part) {
        return !part.isBlank()
                && !part.equals(".")
                && !part.equals("..")
                && bytes(part) <= MAX_PART_BYTES
                && part.indexOf('\\') < 0
                && part.codePoints().noneMatch(ArtifactName::hidden);
    }

    /** Control characters, and those that turn the direction of text to make a name look like another. */
    private static boolean hidden(int character) {
        return Character.isISOControl(character)
                || Character.getType(character) == Character.FORMAT
                || Character.getType(character) == Character.SURROGATE
                || character == 0x2028
                || character == 0x2029;
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
