package io.researchloop.temporal;

import io.temporal.testing.TemporalDevServerOptions;
import io.temporal.testing.internal.devserver.TemporalDevServerDownloader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Downloads the binary by the SDK's own means. In a closed network these wait for minutes, so we watch the files that
 * they write and give up when nothing has come for a while.
 */
final class BinaryDownload {
    private static final long LOOK_EVERY_MILLIS = 200;

    private final Duration stallLimit;

    /** @param stallLimit how long the download may bring nothing */
    BinaryDownload(Duration stallLimit) {
        this.stallLimit = stallLimit;
    }

    Path into(Path folder, Deadline deadline) throws IOException {
        CompletableFuture<Path> done = begin(folder);
        long size = 0;
        Deadline stall = new Deadline(stallLimit);
        while (true) {
            try {
                return done.get(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                long now = sizeOf(folder);
                if (now != size) {
                    size = now;
                    stall = new Deadline(stallLimit);
                }
                if (stall.passed()) {
                    throw new IOException("the download brought nothing for " + stallLimit.toSeconds() + " s", e);
                }
                deadline.left();
            } catch (ExecutionException e) {
                throw new IOException("the download failed: " + rootMessage(e), e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted while downloading", e);
            }
        }
    }

    /** In a daemon thread: one that hangs in a read cannot be stopped, and must not keep the JVM from ending. */
    private static CompletableFuture<Path> begin(Path folder) {
        TemporalDevServerOptions options = TemporalDevServerOptions.newBuilder()
                .setDownloadVersion("v" + BinaryInstaller.VERSION)
                .setDownloadDestination(folder.toString())
                .build();
        CompletableFuture<Path> done = new CompletableFuture<>();
        Thread thread = new Thread(
                () -> {
                    try {
                        done.complete(TemporalDevServerDownloader.prepare(options));
                    } catch (RuntimeException e) {
                        done.completeExceptionally(e);
                    }
                },
                "temporal-download");
        thread.setDaemon(true);
        thread.start();
        return done;
    }

    private static long sizeOf(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.map(Path::toFile).mapToLong(File::length).sum();
        } catch (UncheckedIOException e) {
            // A file went away while we looked: something is being done.
            return -1;
        }
    }

    private static String rootMessage(Throwable failure) {
        @Nullable Throwable at = failure;
        String message = String.valueOf(failure.getMessage());
        while (at != null) {
            message = at.getClass().getSimpleName() + ": " + at.getMessage();
            at = at.getCause();
        }
        return message;
    }
}
