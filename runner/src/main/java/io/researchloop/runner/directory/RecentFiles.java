package io.researchloop.runner.directory;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Looks for what changed last. An agent may unpack a data set of a million files, and a look costs a call to the file
 * server each: so it is bounded in depth and number, and leaves out what nobody wants to see.
 */
final class RecentFiles extends SimpleFileVisitor<Path> {
    private static final int MAX_DEPTH = 4;
    private static final int MAX_LOOKS = 4000;
    private static final Set<String> DULL = Set.of("node_modules", "__pycache__", "venv");

    private record Found(Path path, FileTime changed) {}

    private final Path root;
    private final List<Found> found = new ArrayList<>();
    private int looks;

    private RecentFiles(Path root) {
        this.root = root;
    }

    static List<String> in(Path root, int limit) {
        RecentFiles visitor = new RecentFiles(root);
        try {
            Files.walkFileTree(root, EnumSet.noneOf(FileVisitOption.class), MAX_DEPTH, visitor);
        } catch (IOException e) {
            return List.of();
        }
        return visitor.found.stream()
                .sorted(Comparator.comparing(Found::changed).reversed().thenComparing(Found::path))
                .limit(limit)
                .map(file -> root.relativize(file.path()).toString())
                .toList();
    }

    @Override
    public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
        String name =
                directory.getFileName() == null ? "" : directory.getFileName().toString();
        boolean dull = name.startsWith(".") || DULL.contains(name);
        return dull && !directory.equals(root) ? FileVisitResult.SKIP_SUBTREE : next();
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
        if (attributes.isRegularFile()) {
            found.add(new Found(file, attributes.lastModifiedTime()));
        }
        return next();
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) {
        return next();
    }

    @Override
    public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException e) {
        return FileVisitResult.CONTINUE;
    }

    private FileVisitResult next() {
        looks++;
        return looks > MAX_LOOKS ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
    }
}
