package io.researchloop.web.api;

import io.researchloop.web.command.EngineView;
import io.researchloop.web.command.WorkflowGateway;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * The engine on the health page. The server takes and keeps everything while the engine is away, so that is no reason
 * to call the server itself unhealthy: it is UNKNOWN then, which the whole ignores.
 */
@Component("temporalHealthIndicator")
class EngineHealth implements HealthIndicator {
    private final WorkflowGateway gateway;

    EngineHealth(WorkflowGateway gateway) {
        this.gateway = gateway;
    }

    @Override
    public Health health() {
        EngineView engine = gateway.engine();
        Health.Builder health = engine.ready() ? Health.up() : Health.unknown();
        return health.withDetail("state", engine.ready() ? "ready" : "away")
                .withDetail("mode", engine.mode())
                .withDetail("detail", engine.detail())
                .build();
    }
}
