package io.researchloop.web.boot;

import io.researchloop.activities.config.Configuration;
import io.researchloop.activities.inspection.ClusterInspection;
import io.researchloop.activities.store.ClusterListener;
import io.researchloop.web.command.ClusterCheck;
import io.researchloop.web.command.WorkflowGateway;
import java.time.Clock;
import java.util.List;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** The ways out of the web layer; whoever starts the application may bring others. */
@org.springframework.context.annotation.Configuration(proxyBeanMethods = false)
class BootBeans {
    @Bean
    @ConditionalOnMissingBean(WorkflowGateway.class)
    EngineConnection engineConnection(Configuration configuration, Workers workers, Rehydration rehydration) {
        return new EngineConnection(configuration, workers, rehydration);
    }

    @Bean
    @ConditionalOnMissingBean(ClusterCheck.class)
    ClusterChecks clusterChecks(ClusterInspection inspection, List<ClusterListener> listeners, Clock clock) {
        return new ClusterChecks(inspection, listeners, clock);
    }
}
