package io.researchloop.activities.sprint;

import java.security.SecureRandom;
import java.text.Normalizer;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** How a sprint and its directory are called. */
final class SprintNames {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd--HH-mm", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final int MAX_SLUG = 60;
    /** More of a long idea would not show in the slug anyway. */
    private static final int READ_FOR_SLUG = 400;

    private SprintNames() {}

    static String newId() {
        return String.format(Locale.ROOT, "sp-%08x", RANDOM.nextInt());
    }

    /** A directory that sorts by time and tells a person what it is about. */
    static String directory(String sprintsDir, String sprintId, String idea, Instant createdAt) {
        String parent = sprintsDir.endsWith("/") ? sprintsDir.substring(0, sprintsDir.length() - 1) : sprintsDir;
        String slug = slug(idea);
        String name = MINUTE.format(createdAt) + "--" + sprintId;
        return parent + "/" + (slug.isEmpty() ? name : name + "--" + slug);
    }

    /** Lower-case ASCII words with hyphens: safe in every shell, file system and URL. */
    static String slug(String idea) {
        String start = idea.strip();
        start = start.length() <= READ_FOR_SLUG ? start : start.substring(0, READ_FOR_SLUG);
        String ascii = Normalizer.normalize(start, Normalizer.Form.NFKD).replaceAll("\\p{M}", "");
        String words =
                ascii.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        return words.length() <= MAX_SLUG ? words : words.substring(0, MAX_SLUG).replaceAll("-$", "");
    }
}
