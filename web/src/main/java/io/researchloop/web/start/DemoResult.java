package io.researchloop.web.start;

import io.researchloop.activities.store.SprintDetail;
import io.researchloop.activities.store.SprintRow;
import io.researchloop.runner.protocol.SprintFiles;
import io.researchloop.workflows.model.SprintStatus;
import java.io.PrintStream;
import java.util.Locale;

/** What the demo says at the end. */
record DemoResult(SprintDetail sprint, String dashboard) {
    void print(PrintStream out) {
        SprintRow row = sprint.row();
        out.printf(
                Locale.ROOT,
                "%nThe sprint %s: $%.2f, %,d tokens, agent %s.%n",
                row.status().name().toLowerCase(Locale.ROOT),
                row.costUsd(),
                row.inputTokens() + row.outputTokens(),
                row.agent());
        if (row.status() == SprintStatus.COMPLETED) {
            String summary = sprint.summary();
            out.println();
            out.println(summary == null ? "It wrote no summary." : summary.strip());
            out.println();
            out.println("Report:    " + row.directory() + "/" + SprintFiles.REPORT);
        } else {
            out.println(row.error() == null ? "" : "Why:       " + row.error());
            out.println("Log:       " + row.directory() + "/" + SprintFiles.TOOL_LOG);
        }
        out.println("Page:      " + dashboard + "sprints/" + row.id());
    }
}
