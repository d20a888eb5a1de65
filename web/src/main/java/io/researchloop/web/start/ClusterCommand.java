package io.researchloop.web.start;

import io.researchloop.activities.cluster.Clusters;
import io.researchloop.activities.config.ClusterConfig;
import io.researchloop.activities.config.Configuration;
import io.researchloop.activities.config.TransportType;
import io.researchloop.activities.transport.ControlMaster;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code researchloop cluster}; the rest of it is in the thin command line. */
@Command(name = "cluster", description = "Clusters.", subcommands = ClusterCommand.Login.class)
final class ClusterCommand implements Callable<Integer> {
    @ParentCommand
    private @Nullable ServerCommand parent;

    @Override
    public Integer call() {
        CommandLine.usage(this, System.out);
        return CommandLine.ExitCode.USAGE;
    }

    /** {@code researchloop cluster login}: on the server's machine, by the user whom the server runs as. */
    @Command(
            name = "login",
            description = {
                "Open the connection to a cluster with transport = \"openssh\": ssh asks what the site asks.",
                "Exits with 0 if it is open, else with 1."
            })
    static final class Login implements Callable<Integer> {
        private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

        @ParentCommand
        private @Nullable ClusterCommand parent;

        @Parameters(paramLabel = "NAME", description = "The cluster's name in the configuration.")
        private String name = "";

        @ArgGroup
        private Instead instead = new Instead();

        /** What is done in place of opening it. */
        static final class Instead {
            @Option(names = "--status", description = "Only say whether it is open.")
            private boolean status;

            @Option(names = "--close", description = "End it.")
            private boolean close;
        }

        private final Clock clock = Clock.system(ZoneId.systemDefault());

        @Override
        public Integer call() throws InterruptedException {
            Configuration configuration = Objects.requireNonNull(Objects.requireNonNull(parent).parent)
                    .configuration(System.err);
            Optional<ClusterConfig> cluster = configuration.cluster(name);
            if (cluster.isEmpty()) {
                return refuse("There is no cluster " + name + " in " + configuration.file());
            }
            if (cluster.get().transport() != TransportType.OPENSSH) {
                return refuse("The cluster " + name + " needs no login: its transport is "
                        + cluster.get().transport().word() + ", not openssh.");
            }
            ControlMaster master = new ControlMaster(Clusters.target(cluster.get()));
            if (instead.close) {
                master.close();
                System.out.println(name + ": closed");
                return CommandLine.ExitCode.OK;
            }
            if (!instead.status && !master.open()) {
                return refuse(name + ": not open. What ssh says is above; for more of it: ssh -v "
                        + cluster.get().host());
            }
            return tell(master.openSince());
        }

        private int tell(Optional<Instant> since) {
            if (since.isEmpty()) {
                System.out.println(name + ": not open. Open it: researchloop cluster login " + name);
                return CommandLine.ExitCode.SOFTWARE;
            }
            System.out.println(name + ": open since " + time(since.get()) + ". It lives until it was not used for "
                    + ControlMaster.UNUSED.toHours() + " h (from now: "
                    + time(clock.instant().plus(ControlMaster.UNUSED))
                    + "), or the site ends it. Sprints that waited for it go on within a minute.");
            return CommandLine.ExitCode.OK;
        }

        private String time(Instant instant) {
            ZoneId zone = clock.getZone();
            return TIME.format(instant.atZone(zone));
        }

        private static int refuse(String message) {
            System.err.println(message);
            return CommandLine.ExitCode.SOFTWARE;
        }
    }
}
