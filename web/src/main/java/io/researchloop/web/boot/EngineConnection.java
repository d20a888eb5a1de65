package io.researchloop.web.boot;

import io.researchloop.activities.config.Configuration;
import io.researchloop.temporal.EngineKind;
import io.researchloop.temporal.EngineState;
import io.researchloop.temporal.EngineStatus;
import io.researchloop.temporal.TemporalConnection;
import io.researchloop.web.command.EngineView;
import io.researchloop.web.command.WorkflowGateway;
import io.temporal.client.WorkflowClient;
import java.util.Optional;
import org.springframework.context.SmartLifecycle;

/** The server's line to Temporal. It is opened after the web server, so that pages are there while the engine comes up. */
class EngineConnection implements WorkflowGateway, SmartLifecycle {
    /** After the web server (which starts at the default phase less 2048) and before nothing. */
    private static final int LAST = DEFAULT_PHASE;

    private final TemporalConnection temporal;
    private volatile boolean running;

    EngineConnection(Configuration configuration, Workers workers, Rehydration rehydration) {
        temporal = new TemporalConnection(Engines.settings(configuration), workers::register);
        temporal.onReady(ready -> temporal.client().ifPresent(rehydration::rebuild));
    }

    @Override
    public Optional<WorkflowClient> client() {
        return temporal.client();
    }

    @Override
    public EngineView engine() {
        EngineStatus status = temporal.status();
        EngineKind kind = status.kind();
        return new EngineView(
                status.state() == EngineState.READY,
                kind == null ? "starting" : kind.words(),
                detail(status),
                status.uiUrl(),
                status.namespace());
    }

    private static String detail(EngineStatus status) {
        if (status.lastError() != null) {
            return status.lastError();
        }
        if (status.warning() != null) {
            return status.warning();
        }
        return status.reason();
    }

    @Override
    public void start() {
        running = true;
        temporal.start();
    }

    @Override
    public void stop() {
        running = false;
        temporal.close();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return LAST;
    }
}
