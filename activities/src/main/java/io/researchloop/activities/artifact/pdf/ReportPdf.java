package io.researchloop.activities.artifact.pdf;

import io.researchloop.activities.artifact.ArtifactFiles;
import io.researchloop.activities.artifact.ReportRenderer;
import io.researchloop.activities.config.Configuration;
import io.researchloop.activities.store.ArtifactIndex;
import io.researchloop.activities.store.SprintDetail;
import io.researchloop.activities.store.SprintStore;
import io.researchloop.activities.store.TextKind;
import io.researchloop.runner.protocol.Json;
import io.researchloop.runner.protocol.SprintFiles;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * The PDF of a sprint's report, as a file: printed when somebody first wants it, by one thread for all, and kept for as
 * long as nothing of the sprint changes. The files lie in {@code artifact_dir/.reports}; they may be deleted at any time.
 */
@Component
public class ReportPdf implements DisposableBean {
    /** Counts up when the same sprint shall look different, so that what is kept is printed anew. */
    private static final String EDITION = "1";

    private static final String FOLDER = ".reports";
    private static final int MAX_WAITING = 100;
    private static final int MAX_MARKDOWN = 4_000_000;
    private static final Logger LOG = LoggerFactory.getLogger(ReportPdf.class);

    private final SprintStore sprints;
    private final ArtifactIndex index;
    private final ArtifactFiles files;
    private final ReportPrinter printer;
    private final Path folder;
    private final String edition;
    private final Map<String, CompletableFuture<Optional<Path>>> atWork = new ConcurrentHashMap<>();
    private final ThreadPoolExecutor thread;

    @Autowired
    public ReportPdf(
            Configuration configuration,
            SprintStore sprints,
            ArtifactIndex index,
            ArtifactFiles files,
            ReportRenderer renderer) {
        this(configuration.artifactDir(), sprints, index, files, renderer, PaperFonts.ofThisMachine());
    }

    ReportPdf(
            Path artifactDir,
            SprintStore sprints,
            ArtifactIndex index,
            ArtifactFiles files,
            ReportRenderer renderer,
            PaperFonts fonts) {
        this.sprints = sprints;
        this.index = index;
        this.files = files;
        this.printer = new ReportPrinter(renderer, files::find, fonts);
        this.folder = artifactDir.resolve(FOLDER);
        this.edition = EDITION + fonts.name();
        this.thread =
                new ThreadPoolExecutor(1, 1, 30, TimeUnit.SECONDS, new ArrayBlockingQueue<>(MAX_WAITING), task -> {
                    Thread printing = new Thread(null, task, "report-pdf", 4L << 20);
                    printing.setDaemon(true);
                    return printing;
                });
        thread.allowCoreThreadTimeOut(true);
    }

    /** A report as it would be printed now, and the file that holds it then. */
    private record Job(ReportSheet sheet, String markdown, Path file) {}

    /** True if the sprint has a report to print. */
    public boolean printable(String sprintId) {
        return index.find(sprintId, SprintFiles.REPORT).isPresent()
                || sprints.text(sprintId, TextKind.REPORT).isPresent();
    }

    /** The file if it is there already; quick enough for a request. */
    public Optional<Path> ready(String sprintId) {
        return job(sprintId).map(Job::file).filter(Files::isRegularFile);
    }

    /**
     * The file, printed by the background thread if it is not there.
     *
     * @return empty if the sprint has no report; completes with {@link RejectedExecutionException} while too many wait,
     *     and with the cause where the disk does not take it
     */
    public CompletableFuture<Optional<Path>> start(String sprintId) {
        CompletableFuture<Optional<Path>> mine = new CompletableFuture<>();
        CompletableFuture<Optional<Path>> others = atWork.putIfAbsent(sprintId, mine);
        if (others != null) {
            return others.copy();
        }
        CompletableFuture<?> unused = mine.whenComplete((file, failure) -> atWork.remove(sprintId, mine));
        try {
            thread.execute(() -> {
                try {
                    mine.complete(print(sprintId));
                } catch (IOException | RuntimeException e) {
                    mine.completeExceptionally(e);
                }
            });
        } catch (RejectedExecutionException e) {
            mine.completeExceptionally(e);
        }
        return mine.copy();
    }

    /**
     * The file, for who can wait: a notification. It never fails for the report's sake.
     *
     * @return empty if there is no report, or it cannot be printed within that time
     */
    public Optional<Path> file(String sprintId, Duration patience) throws InterruptedException {
        Optional<Path> ready = ready(sprintId);
        if (ready.isPresent()) {
            return ready;
        }
        try {
            return start(sprintId).get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException | CompletionException e) {
            LOG.warn("sprint={} goes without the PDF of its report: {}", sprintId, e.toString());
            return Optional.empty();
        }
    }

    @Override
    public void destroy() {
        thread.shutdownNow();
    }

    private Optional<Path> print(String sprintId) throws IOException {
        Optional<Job> wanted = job(sprintId);
        if (wanted.isEmpty() || Files.isRegularFile(wanted.get().file())) {
            return wanted.map(Job::file);
        }
        Job job = wanted.get();
        Path temporary = files.newTemporary();
        try {
            write(job, temporary);
            Files.createDirectories(folder);
            files.replace(temporary, job.file());
        } finally {
            Files.deleteIfExists(temporary);
        }
        forgetEarlier(sprintId, job.file());
        return Optional.of(job.file());
    }

    private void write(Job job, Path file) throws IOException {
        try (var out = Files.newOutputStream(file)) {
            printer.print(job.sheet(), job.markdown(), out);
            return;
        } catch (RuntimeException | StackOverflowError e) {
            LOG.warn(
                    "sprint={} its report is printed as plain text: {}",
                    job.sheet().sprintId(),
                    e.toString());
        }
        try (var out = Files.newOutputStream(file)) {
            printer.printPlain(job.sheet(), job.markdown(), out);
        }
    }

    private void forgetEarlier(String sprintId, Path current) throws IOException {
        try (var earlier = Files.newDirectoryStream(folder, sprintId + ".*.pdf")) {
            for (Path file : earlier) {
                if (!file.equals(current)) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    private Optional<Job> job(String sprintId) {
        Optional<SprintDetail> detail = sprints.detail(sprintId);
        if (detail.isEmpty()) {
            return Optional.empty();
        }
        return markdown(sprintId).map(markdown -> {
            ReportSheet sheet = ReportSheets.of(detail.get());
            return new Job(sheet, markdown, folder.resolve(sprintId + "." + key(sheet, markdown) + ".pdf"));
        });
    }

    private Optional<String> markdown(String sprintId) {
        return sprints.text(sprintId, TextKind.REPORT)
                .or(() -> files.find(sprintId, SprintFiles.REPORT).map(ReportPdf::read));
    }

    private static String read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return new String(in.readNBytes(MAX_MARKDOWN), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file.getFileName(), e);
        }
    }

    /** Of all that the printed report depends on. */
    private String key(ReportSheet sheet, String markdown) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update((edition + "\n" + Json.write(sheet) + "\n").getBytes(StandardCharsets.UTF_8));
            index.list(sheet.sprintId())
                    .forEach(artifact -> digest.update(
                            (artifact.name() + ":" + artifact.sha256() + "\n").getBytes(StandardCharsets.UTF_8)));
            digest.update(markdown.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest()).substring(0, 24);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
