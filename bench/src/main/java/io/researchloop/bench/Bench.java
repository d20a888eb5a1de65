package io.researchloop.bench;

import io.researchloop.bench.http.Address;
import io.researchloop.bench.report.Report;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** The program behind {@code bench/run}: Markdown on standard output, progress and errors on standard error. */
final class Bench {
    private static final int USAGE = 2;

    private Bench() {}

    public static void main(String[] arguments) throws InterruptedException {
        System.exit(run());
    }

    private static int run() throws InterruptedException {
        Settings settings;
        try {
            settings = Settings.of(System.getenv());
        } catch (IllegalArgumentException e) {
            System.err.println("error: " + e.getMessage());
            return USAGE;
        }
        Report report = new Report();
        int code = 0;
        try {
            Address other = settings.server();
            if (other == null) {
                new OwnServerBench(settings, report).run();
            } else {
                new OtherServerBench(settings, report).run(other);
            }
        } catch (IOException e) {
            System.err.println("error: " + e.getMessage());
            report.note("The run broke off; what is missing was not measured.");
            code = 1;
        }
        System.out.println(title(settings));
        System.out.println();
        System.out.print(report.render());
        return code;
    }

    private static String title(Settings settings) {
        Runtime.Version java = Runtime.version();
        return "## %s, %s, %d processors, JDK %s, %s %s"
                .formatted(
                        Optional.ofNullable(settings.server()).map(Address::url).orElse("ResearchLoop"),
                        Instant.now().truncatedTo(ChronoUnit.MINUTES),
                        Runtime.getRuntime().availableProcessors(),
                        java,
                        System.getProperty("os.name"),
                        System.getProperty("os.version"));
    }
}
