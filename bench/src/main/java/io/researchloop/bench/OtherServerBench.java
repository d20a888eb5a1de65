package io.researchloop.bench;

import io.researchloop.bench.http.Address;
import io.researchloop.bench.http.Api;
import io.researchloop.bench.phase.CommandLine;
import io.researchloop.bench.phase.Creates;
import io.researchloop.bench.phase.Heartbeats;
import io.researchloop.bench.phase.InstantSprints;
import io.researchloop.bench.phase.Reads;
import io.researchloop.bench.phase.Runner;
import io.researchloop.bench.phase.Uploads;
import io.researchloop.bench.report.Report;
import java.io.IOException;
import java.util.List;

/** Against a server that is there. What would make real work on it is only done when it is told where. */
final class OtherServerBench {
    private final Settings settings;
    private final Report report;

    OtherServerBench(Settings settings, Report report) {
        this.settings = settings;
        this.report = report;
    }

    void run(Address address) throws IOException, InterruptedException {
        Api api = new Api(address, settings.credential());
        int known = api.sprintIds(1000).size();
        Reads.run(api, known < 1000 ? String.valueOf(known) : "1000 or more", settings.perPhase(), report);
        if (settings.sprintId() != null && settings.webhookToken() != null) {
            Runner runner = new Runner(settings.sprintId(), settings.webhookToken());
            Heartbeats.run(address, List.of(runner), settings.perPhase(), report);
            Uploads.run(address, runner, report);
        } else {
            report.note("heartbeat and upload: skipped, they need SPRINT_ID (a live sprint) and its WEBHOOK_TOKEN.");
        }
        if (settings.instantStudy() != null) {
            InstantSprints.run(api, settings.instantStudy(), "this server's engine", report);
        } else {
            report.note("instant sprint: skipped, it needs INSTANT_STUDY, a study whose agent does nothing.");
        }
        CommandLine.run(settings.home(), api, report);
        if (settings.study() != null) {
            Creates.run(api, settings.study(), settings.perPhase(), report);
        } else {
            report.note("create: skipped, it needs STUDY; about a thousand sprints are started in it.");
        }
        report.note("start-up and memory: skipped, the server is not ours.");
    }
}
