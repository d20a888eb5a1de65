package io.researchloop.activities.deployment;

import io.researchloop.activities.cluster.ClusterAccess;
import io.researchloop.activities.store.LiveJob;
import io.researchloop.activities.store.SprintStore;
import io.researchloop.runner.protocol.SprintFiles;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Sees to it that a cluster has the runner and a Java for it. Each goes there once, however many sprints ask at a time;
 * what lies unused for long is removed.
 */
@Component
public final class RunnerDeployment {
    private static final Logger LOG = LoggerFactory.getLogger(RunnerDeployment.class);
    private static final String RESOURCE = "/runner/researchloop-runner.jar";
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final int KEPT = 3;
    private static final Duration KEPT_FOR = Duration.ofDays(30);

    private final Function<String, List<LiveJob>> liveJobs;
    private final Deployments progress;
    private final Runtimes runtimes;
    private final JavaSearch search = new JavaSearch(Clock.systemUTC());
    private final Parcel runner;
    private final Map<String, ReentrantLock> locks = new ConcurrentHashMap<>();

    @Autowired
    RunnerDeployment(SprintStore sprints, Deployments progress) {
        this(sprints::liveJobs, progress, RuntimeFolders.runtimes(System.getenv()), runner());
    }

    /** @param liveJobs of a cluster, by its name */
    RunnerDeployment(Function<String, List<LiveJob>> liveJobs, Deployments progress, Runtimes runtimes, Parcel runner) {
        this.liveJobs = liveJobs;
        this.progress = progress;
        this.runtimes = runtimes;
        this.runner = runner;
    }

    private static Parcel runner() {
        try {
            return Parcel.of(Parcel.Kind.RUNNER, RunnerDeployment::jar);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the runner's jar", e);
        }
    }

    private static InputStream jar() {
        return Objects.requireNonNull(
                RunnerDeployment.class.getResourceAsStream(RESOURCE),
                () -> "the program lacks its runner, " + RESOURCE + "; build it whole");
    }

    /**
     * Returns when both are there.
     *
     * @throws NotDeployable if the cluster has no Java and no runtime of ours fits it
     */
    public RunnerOnCluster ensure(ClusterAccess cluster) throws InterruptedException {
        JavaChoice choice = search.remembered(cluster);
        List<Parcel> parcels = new ArrayList<>(List.of(runner));
        if (choice instanceof JavaChoice.Sent sent) {
            parcels.add(runtime(cluster, sent));
        }
        if (!present(cluster, parcels)) {
            bring(cluster, parcels);
        }
        String workingDir = cluster.workingDir();
        return new RunnerOnCluster(command(choice, parcels, workingDir), runner.path(workingDir));
    }

    /** Which Java its jobs would run on, by a new look; nothing is sent. */
    public JavaReport report(ClusterAccess cluster) throws InterruptedException {
        JavaChoice choice = search.look(cluster);
        if (!(choice instanceof JavaChoice.Sent sent)) {
            return new JavaReport(true, choice.words(), "");
        }
        List<String> missing = sent.probe().missing();
        if (!missing.isEmpty()) {
            return new JavaReport(false, none(sent), lacking(missing));
        }
        return runtimes.describe(sent.probe().platform())
                .map(which -> new JavaReport(true, choice.words() + " (" + which + ")", ""))
                .orElseGet(() -> new JavaReport(false, none(sent), noneFits()));
    }

    /**
     * @param detail what will be used, or what is there instead
     * @param fix what to do; empty if there is nothing to do
     */
    public record JavaReport(boolean ok, String detail, String fix) {}

    private static String command(JavaChoice choice, List<Parcel> parcels, String workingDir) {
        if (choice instanceof JavaChoice.Configured configured) {
            return configured.command();
        }
        if (choice instanceof JavaChoice.Own own) {
            return own.command();
        }
        if (choice instanceof JavaChoice.Found found) {
            return found.command();
        }
        return parcels.get(parcels.size() - 1).path(workingDir);
    }

    private Parcel runtime(ClusterAccess cluster, JavaChoice.Sent sent) throws InterruptedException {
        List<String> missing = sent.probe().missing();
        if (!missing.isEmpty()) {
            throw new NotDeployable(cluster.config().name() + ": " + none(sent) + ". " + lacking(missing));
        }
        return runtimes.fitting(sent.probe().platform())
                .orElseThrow(() -> new NotDeployable(cluster.config().name() + ": " + none(sent) + ". " + noneFits()));
    }

    private static String lacking(List<String> missing) {
        return "To bring one along, " + String.join(", ", missing)
                + " is needed there, and missing. Install it, or name a"
                + " Java 17 or newer with java = \"/path/to/java\" or setup = [\"module load …\"].";
    }

    private static String none(JavaChoice.Sent sent) {
        return "no Java 17 or newer on " + sent.probe().platform()
                + (sent.instead() == null ? "" : ", only " + sent.instead());
    }

    private String noneFits() {
        String offers = runtimes.offers();
        return "This server has no Java runtime that starts there: it has "
                + (offers.isEmpty() ? "no JDK with jlink" : offers)
                + ". Set java = \"/path/to/java\" or setup = [\"module load …\"] in its [[cluster]]; or install a JDK"
                + " here that needs less (Temurin's 25 needs glibc 2.17), or put a runtime made on such a machine into "
                + runtimes.folder() + ".";
    }

    private static boolean present(ClusterAccess cluster, List<Parcel> parcels) throws InterruptedException {
        return DeploymentScripts.parsePresent(
                cluster.shell().run(DeploymentScripts.present(cluster.workingDir(), parcels)), parcels.size());
    }

    /** One at a time; whoever waited finds everything there. */
    private void bring(ClusterAccess cluster, List<Parcel> parcels) throws InterruptedException {
        ReentrantLock lock = locks.computeIfAbsent(cluster.config().name(), name -> new ReentrantLock());
        lock.lockInterruptibly();
        try {
            if (present(cluster, parcels)) {
                return;
            }
            for (Parcel parcel : parcels) {
                new Transfer(cluster, parcel, progress, PAUSE).run();
            }
            prune(cluster, parcels);
        } finally {
            lock.unlock();
        }
    }

    private void prune(ClusterAccess cluster, List<Parcel> parcels) throws InterruptedException {
        List<String> live = liveJobs.apply(cluster.config().name()).stream()
                .map(RunnerDeployment::batchScript)
                .toList();
        for (Parcel parcel : parcels) {
            String folder = parcel.parent(cluster.workingDir());
            cluster.shell()
                    .run(DeploymentScripts.prune(folder, KEPT, KEPT_FOR, live))
                    .stdout()
                    .lines()
                    .forEach(gone -> LOG.info(
                            "cluster={} removed the old {}/{}", cluster.config().name(), folder, gone));
        }
    }

    private static String batchScript(LiveJob job) {
        return job.directory() + "/" + SprintFiles.batchScript(job.attempt());
    }
}
