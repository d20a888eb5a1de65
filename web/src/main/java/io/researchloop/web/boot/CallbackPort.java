package io.researchloop.web.boot;

import io.researchloop.activities.config.ClusterConfig;
import io.researchloop.activities.config.Configuration;
import io.researchloop.activities.config.SchedulerType;
import io.researchloop.activities.sprint.CallbackAddress;
import java.util.Optional;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Jobs on this machine report to the port that is really open; all others to {@code orchestrator_url}, unless that is a
 * loopback address, which would lead them to their own node.
 */
@Component
class CallbackPort implements CallbackAddress {
    private final Configuration configuration;
    private volatile int port;

    CallbackPort(Configuration configuration) {
        this.configuration = configuration;
    }

    @EventListener
    void opened(WebServerInitializedEvent event) {
        if (event.getApplicationContext().getServerNamespace() == null) {
            port = event.getWebServer().getPort();
        }
    }

    @Override
    public Optional<String> from(ClusterConfig cluster) {
        if (cluster.schedulerType() == SchedulerType.LOCAL) {
            return port == 0 ? Optional.empty() : Optional.of("http://" + host() + ":" + port);
        }
        return Optional.ofNullable(configuration.orchestratorUrl()).filter(url -> !isLoopback(url));
    }

    private String host() {
        String host = configuration.dashboard().host();
        return host.equals("0.0.0.0") || host.equals("::") || host.equals("localhost") ? "127.0.0.1" : host;
    }

    private static boolean isLoopback(String url) {
        return url.matches("https?://(localhost|127\\.[0-9.]+|\\[::1])(:\\d+)?(/.*)?");
    }
}
