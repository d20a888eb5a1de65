package io.researchloop.activities.inspection;

import io.researchloop.activities.transport.RemoteShell;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** Does this server answer from the cluster? It is no condition: where it does not, the runner's files tell. */
final class CallbackLink {
    private static final String FILES = "Sprints run all the same: their progress is read from files over the shell.";

    private CallbackLink() {}

    static Finding look(RemoteShell shell, Optional<String> url) throws InterruptedException {
        if (url.isEmpty()) {
            return Finding.ok(Link.CALLBACK, "not used: progress is read from files over the shell");
        }
        URI address = URI.create(url.get() + "/actuator/health");
        int port = address.getPort() > 0 ? address.getPort() : "https".equals(address.getScheme()) ? 443 : 80;
        List<String> arguments = List.of(
                address.toString(),
                String.valueOf(address.getHost()).replaceAll("[\\[\\]]", ""),
                Integer.toString(port));
        return read(url.get(), Answer.to(shell, "callback.sh", arguments));
    }

    static Finding read(String url, Answer answer) {
        String status = answer.said().keySet().stream().findFirst().orElse("");
        if (!answer.result().ok() || status.isEmpty() || status.equals("000")) {
            String complaint = answer.result().complaint();
            return Finding.warning(
                    Link.CALLBACK,
                    url + " does not answer from the login node" + (complaint.isEmpty() ? "" : ": " + complaint),
                    FILES + " For HTTP, set orchestrator_url to an address that the cluster reaches.");
        }
        if (status.equals("open")) {
            return Finding.ok(Link.CALLBACK, url + " is open from the login node");
        }
        boolean ours = (status.equals("200") || status.equals("503"))
                && answer.result().stdout().contains("\"status\"");
        return ours
                ? Finding.ok(Link.CALLBACK, url + " answers from the login node")
                : Finding.warning(
                        Link.CALLBACK,
                        "something answers at " + url + " with HTTP " + status + ", but not like this server",
                        FILES + " Look at orchestrator_url, and at a proxy on the way.");
    }
}
