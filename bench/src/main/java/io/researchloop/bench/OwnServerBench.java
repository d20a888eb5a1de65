package io.researchloop.bench;

import io.researchloop.bench.http.Api;
import io.researchloop.bench.http.Dashboard;
import io.researchloop.bench.phase.CommandLine;
import io.researchloop.bench.phase.Creates;
import io.researchloop.bench.phase.Heartbeats;
import io.researchloop.bench.phase.InstantSprints;
import io.researchloop.bench.phase.LiveJobs;
import io.researchloop.bench.phase.LivePages;
import io.researchloop.bench.phase.LongLoop;
import io.researchloop.bench.phase.OpenPages;
import io.researchloop.bench.phase.Pages;
import io.researchloop.bench.phase.Reads;
import io.researchloop.bench.phase.Runner;
import io.researchloop.bench.phase.Turnover;
import io.researchloop.bench.phase.Uploads;
import io.researchloop.bench.report.Report;
import io.researchloop.bench.server.Folder;
import io.researchloop.bench.server.Memory;
import io.researchloop.bench.server.OwnServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/** Starts servers of its own, one without an engine for a store full of sprints, one with it for all the rest. */
final class OwnServerBench {
    private static final int STARTS = 3;
    private static final int LIVE_SPRINTS = 16;
    private static final int LOG_MEGABYTES = 50;
    private static final String ENGINE = "mode = \"auto\"";
    /** Port 9, "discard", at which nothing listens: the sprints stay rows, and no workflow is started for them. */
    private static final String NO_ENGINE = "mode = \"external\"\ntarget = \"127.0.0.1:9\"";

    private final Settings settings;
    private final Report report;
    private final Path work;

    OwnServerBench(Settings settings, Report report) {
        this.settings = settings;
        this.report = report;
        this.work = settings.home()
                .resolve("bench/target/work-" + ProcessHandle.current().pid());
    }

    void run() throws IOException, InterruptedException {
        if (settings.longRun()) {
            withFolder("long", ENGINE, this::measureLongRuns);
        } else {
            withFolder("store", NO_ENGINE, this::measureStore);
            withFolder("engine", ENGINE, this::measureEngine);
        }
        Files.delete(work);
    }

    private interface Measurement {
        void in(Folder folder) throws IOException, InterruptedException;
    }

    /** The folder stays when something went wrong: it has the server's log. */
    private void withFolder(String name, String temporal, Measurement measurement)
            throws IOException, InterruptedException {
        byte[] secret = new byte[16];
        new SecureRandom().nextBytes(secret);
        Path cluster = settings.cluster();
        String remote = cluster == null ? "" : Files.readString(cluster);
        Folder folder = Folder.make(
                work.resolve(name),
                HexFormat.of().formatHex(secret),
                Math.max(LIVE_SPRINTS, settings.live()),
                temporal,
                remote);
        try {
            measurement.in(folder);
        } catch (IOException e) {
            throw new IOException(e.getMessage() + "\n(the server's log: " + folder.log() + ")", e);
        } finally {
            folder.release();
        }
        folder.delete();
    }

    private void measureStore(Folder folder) throws IOException, InterruptedException {
        List<Long> startUps = new ArrayList<>();
        List<Long> processor = new ArrayList<>();
        for (int i = 0; i < STARTS; i++) {
            try (OwnServer server = OwnServer.start(settings.home(), folder)) {
                server.processorTime().ifPresent(time -> processor.add(time.toMillis()));
                startUps.add(server.startUp().toMillis());
            }
        }
        startUps.sort(null);
        processor.sort(null);
        report.figure(
                "server start, to its first answer",
                String.format(
                        Locale.ROOT,
                        "%.2f s (median of %d, max %.2f s)",
                        startUps.get(STARTS / 2) / 1000.0,
                        STARTS,
                        startUps.get(STARTS - 1) / 1000.0),
                "< 3 s");
        if (processor.size() == STARTS) {
            report.figure(
                    "— processor time of that",
                    String.format(Locale.ROOT, "%.2f s", processor.get(STARTS / 2) / 1000.0),
                    "");
        }
        try (OwnServer server = OwnServer.start(settings.home(), folder)) {
            Creates.seed(server.api(), Folder.QUEUED, settings.sprints(), report);
            Reads.run(server.api(), String.valueOf(settings.sprints()), settings.perPhase(), report);
            Pages.ofMany(server.api(), Dashboard.firstVisit(server.api().address()), Folder.QUEUED, report);
            Memory.tell("server, after lists and pages", server.pid(), "< 350 MB", report);
        }
    }

    private void measureEngine(Folder folder) throws IOException, InterruptedException {
        try (OwnServer server = OwnServer.start(settings.home(), folder)) {
            Api api = server.api();
            String engine = server.awaitEngine();
            Memory.tell("server, just started", server.pid(), "< 350 MB", report);
            InstantSprints.run(api, Folder.INSTANT, engine, report);
            Turnover.run(api, Folder.INSTANT, engine, report);
            if (settings.cluster() != null) {
                InstantSprints.run(api, Folder.REMOTE, engine + ", remote cluster", report);
                Turnover.run(api, Folder.REMOTE, engine + ", remote cluster", report);
            } else {
                report.note("A remote cluster: skipped, BENCH_CLUSTER names none.");
            }
            List<Runner> runners = liveSprints(api);
            Dashboard dashboard = Dashboard.firstVisit(api.address());
            LivePages.run(api.address(), dashboard, runners.get(0), report);
            OpenPages.run(server, dashboard, runners.get(0), report);
            Pages.ofLongLog(api, dashboard, runners.get(1), LOG_MEGABYTES, report);
            Heartbeats.run(api.address(), runners, settings.perPhase(), report);
            Uploads.run(api.address(), runners.get(0), report);
            CommandLine.run(settings.home(), api, report);
            Creates.run(api, Folder.QUEUED, settings.perPhase(), report);
            Memory.tell("server, after all this", server.pid(), "< 350 MB", report);
            server.engine()
                    .ifPresent(process -> Memory.tell("engine process, after all this", process.pid(), "", report));
        }
    }

    private void measureLongRuns(Folder folder) throws IOException, InterruptedException {
        try (OwnServer server = OwnServer.start(settings.home(), folder)) {
            String engine = server.awaitEngine();
            if (settings.loop() > 0) {
                new LongLoop(server, engine, report).run(Folder.INSTANT, settings.loop());
            }
            if (settings.live() > 0) {
                boolean remote = settings.cluster() != null;
                LiveJobs.run(
                        server,
                        remote ? Folder.REMOTE : Folder.HELD,
                        settings.live(),
                        engine + (remote ? ", remote cluster" : ", this machine"),
                        report);
            }
        }
    }

    private static List<Runner> liveSprints(Api api) throws IOException, InterruptedException {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < LIVE_SPRINTS; i++) {
            ids.add(api.createSprint(Folder.HELD, "Stay alive (" + i + ")."));
        }
        List<Runner> runners = new ArrayList<>();
        for (String id : ids) {
            runners.add(Runner.ofJobOnThisMachine(api, id));
        }
        return runners;
    }
}
