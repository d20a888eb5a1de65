package io.researchloop.web.command;

import io.temporal.client.WorkflowClient;
import java.util.Optional;

/** The way to the engine, which may be away for a while. */
public interface WorkflowGateway {
    /** Empty while there is no engine to talk to; asking again is cheap and never blocks. */
    Optional<WorkflowClient> client();

    /** What is to be said of the engine on the health page and the dashboard. */
    EngineView engine();
}
