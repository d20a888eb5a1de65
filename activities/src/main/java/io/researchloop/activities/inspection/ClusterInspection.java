package io.researchloop.activities.inspection;

import io.researchloop.activities.UserError;
import io.researchloop.activities.cluster.ClusterAccess;
import io.researchloop.activities.cluster.Clusters;
import io.researchloop.activities.cluster.FirstContact;
import io.researchloop.activities.config.ClusterConfig;
import io.researchloop.activities.config.Configuration;
import io.researchloop.activities.config.TransportType;
import io.researchloop.activities.deployment.RunnerDeployment;
import io.researchloop.activities.deployment.RunnerDeployment.JavaReport;
import io.researchloop.activities.scheduler.SubmitRefused;
import io.researchloop.activities.sprint.CallbackAddress;
import io.researchloop.activities.transport.ClusterUnavailable;
import io.researchloop.activities.transport.FileRefused;
import io.researchloop.activities.transport.RemoteShell;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Looks, link by link, whether a cluster can run sprints. Nothing is sent there and no job is submitted. */
@Component
public final class ClusterInspection {
    private static final Set<Link> CONNECTION = EnumSet.of(Link.NETWORK, Link.HOST_KEY, Link.SIGN_IN);

    private final Configuration configuration;
    private final Clusters clusters;
    private final RunnerDeployment runner;
    private final CallbackAddress callback;
    private final ObjectProvider<FirstContact> firstContact;
    private final Clock clock = Clock.systemUTC();

    ClusterInspection(
            Configuration configuration,
            Clusters clusters,
            RunnerDeployment runner,
            CallbackAddress callback,
            ObjectProvider<FirstContact> firstContact) {
        this.configuration = configuration;
        this.clusters = clusters;
        this.runner = runner;
        this.callback = callback;
        this.firstContact = firstContact;
    }

    private interface Look {
        Finding at(RemoteShell shell) throws InterruptedException;
    }

    /**
     * Takes seconds, or a minute where nothing answers.
     *
     * @param acceptHostKey whether a key that is not known yet is accepted
     * @param watcher told the list as it is after every change
     * @return one finding a link; those behind a broken way there are not tried
     */
    public List<Finding> inspect(ClusterConfig cluster, boolean acceptHostKey, Consumer<List<Finding>> watcher)
            throws InterruptedException {
        List<String> agents = AgentLink.commands(configuration, cluster);
        Findings findings = new Findings(links(cluster, agents), watcher);
        ClusterAccess access;
        try {
            access = clusters.access(cluster.name());
        } catch (SubmitRefused | UserError | ClusterUnavailable e) {
            Link first = findings.list().get(0).link();
            findings.put(Finding.failed(first, String.valueOf(e.getMessage()), ""));
            return findings.list();
        }
        Optional<FirstContact> acceptance =
                acceptHostKey ? Optional.ofNullable(firstContact.getIfAvailable()) : Optional.empty();
        RemoteShell shell = access.shell();
        if (isRemote(cluster) && !new ConnectionLinks(cluster, shell, acceptance).look(findings)) {
            return findings.list();
        }
        look(findings, Link.SHELL, shell, there -> ShellLinks.shell(there, cluster));
        if (isBroken(findings, Link.SHELL)) {
            return findings.list();
        }
        look(findings, Link.SCHEDULER, shell, there -> SchedulerLink.look(there, cluster));
        look(findings, Link.WORKING_DIRECTORY, shell, there -> ShellLinks.directory(there, access.workingDir()));
        look(findings, Link.JAVA, shell, there -> java(runner.report(access)));
        if (!agents.isEmpty()) {
            look(findings, Link.AGENT, shell, there -> AgentLink.look(there, cluster, agents));
        }
        look(findings, Link.CALLBACK, shell, there -> CallbackLink.look(there, callback.from(cluster)));
        look(findings, Link.CLOCK, shell, there -> ShellLinks.clock(there, clock));
        return findings.list();
    }

    private static Set<Link> links(ClusterConfig cluster, List<String> agents) {
        Set<Link> links = EnumSet.allOf(Link.class);
        if (!isRemote(cluster)) {
            links.removeAll(CONNECTION);
        }
        if (agents.isEmpty()) {
            links.remove(Link.AGENT);
        }
        return links;
    }

    private static boolean isRemote(ClusterConfig cluster) {
        return cluster.transport() != TransportType.LOCAL;
    }

    private static boolean isBroken(Findings findings, Link link) {
        return findings.list().stream()
                .anyMatch(finding -> finding.link() == link && finding.status() == Finding.Status.FAILED);
    }

    private static Finding java(JavaReport report) {
        return report.ok()
                ? Finding.ok(Link.JAVA, report.detail())
                : Finding.failed(Link.JAVA, report.detail(), report.fix());
    }

    private static void look(Findings findings, Link link, RemoteShell shell, Look look) throws InterruptedException {
        findings.looking(link);
        try {
            findings.put(look.at(shell));
        } catch (ClusterUnavailable | FileRefused | UserError e) {
            findings.put(Finding.failed(link, String.valueOf(e.getMessage()), ""));
        }
    }
}
