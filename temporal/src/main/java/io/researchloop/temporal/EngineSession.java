package io.researchloop.temporal;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckResponse;
import io.temporal.api.workflowservice.v1.DescribeNamespaceRequest;
import io.temporal.api.workflowservice.v1.GetSystemInfoRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.worker.WorkerFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Stubs, client and workers on one endpoint. */
final class EngineSession implements AutoCloseable {
    private static final long GRACE_SECONDS = 1;
    private static final long ABORT_SECONDS = 5;

    private final EngineEndpoint endpoint;
    private final WorkflowServiceStubs stubs;
    private final WorkflowClient client;
    private final WorkerFactory workers;
    private final @Nullable String serverVersion;

    private EngineSession(
            EngineEndpoint endpoint,
            WorkflowServiceStubs stubs,
            WorkflowClient client,
            WorkerFactory workers,
            @Nullable String serverVersion) {
        this.endpoint = endpoint;
        this.stubs = stubs;
        this.client = client;
        this.workers = workers;
        this.serverVersion = serverVersion;
    }

    /** Connects, then has the workers registered and started; nothing is left behind when that fails. */
    static EngineSession open(EngineEndpoint endpoint, Consumer<WorkerFactory> registrar) throws EngineUnavailable {
        WorkflowServiceStubs stubs = WorkflowServiceStubs.newServiceStubs(endpoint.connection());
        @Nullable EngineSession session = null;
        try {
            check(stubs, endpoint);
            @Nullable String version = versionOf(stubs, endpoint);
            WorkflowClient client = WorkflowClient.newInstance(stubs, WorkerDefaults.client(endpoint.namespace()));
            WorkerFactory workers = WorkerFactory.newInstance(client);
            session = new EngineSession(endpoint, stubs, client, workers, version);
            registrar.accept(workers);
            workers.start();
            return session;
        } catch (StatusRuntimeException e) {
            abandon(session, stubs);
            throw unavailable(endpoint, e);
        } catch (EngineUnavailable | RuntimeException e) {
            abandon(session, stubs);
            throw e;
        }
    }

    private static void abandon(@Nullable EngineSession session, WorkflowServiceStubs stubs) {
        if (session != null) {
            session.abort();
        } else {
            stubs.shutdownNow();
        }
    }

    WorkflowClient client() {
        return client;
    }

    @Nullable
    String serverVersion() {
        return serverVersion;
    }

    boolean serves(EngineEndpoint other) {
        return endpoint.sameAddress(other);
    }

    /** One cheap question to the server. */
    void check() throws EngineUnavailable {
        check(stubs, endpoint);
    }

    /** Has the channel try again now instead of after gRPC's own wait. */
    void hurry() {
        stubs.getRawChannel().resetConnectBackoff();
    }

    /** Pollers that run into a dead server wait longer after each failure, up to a minute; suspended ones do not. */
    void suspend() {
        workers.suspendPolling();
    }

    void resume() {
        workers.resumePolling();
    }

    private static void check(WorkflowServiceStubs stubs, EngineEndpoint endpoint) throws EngineUnavailable {
        try {
            HealthCheckResponse.ServingStatus status = stubs.healthCheck().getStatus();
            if (status != HealthCheckResponse.ServingStatus.SERVING) {
                throw new EngineUnavailable("the Temporal server at " + endpoint.target() + " says it is " + status);
            }
        } catch (StatusRuntimeException e) {
            throw unavailable(endpoint, e);
        }
    }

    /** Also the proof that the namespace is there: the workers' start would fail without it, and say less. */
    private static @Nullable String versionOf(WorkflowServiceStubs stubs, EngineEndpoint endpoint) {
        stubs.blockingStub()
                .describeNamespace(DescribeNamespaceRequest.newBuilder()
                        .setNamespace(endpoint.namespace())
                        .build());
        String version = stubs.blockingStub()
                .getSystemInfo(GetSystemInfoRequest.getDefaultInstance())
                .getServerVersion();
        return version.isBlank() ? null : version;
    }

    private static EngineUnavailable unavailable(EngineEndpoint endpoint, StatusRuntimeException e) {
        Status status = e.getStatus();
        String said = status.getDescription() == null ? "" : ": " + status.getDescription();
        Throwable cause = status.getCause();
        String because = cause == null ? "" : " (" + cause.getMessage() + ")";
        String advice =
                switch (status.getCode()) {
                    case NOT_FOUND ->
                        "; create the namespace with `temporal operator namespace create -n " + endpoint.namespace()
                                + "` or set [temporal] namespace";
                    case UNAUTHENTICATED, PERMISSION_DENIED ->
                        "; check the API key or the client certificate of" + " [temporal] profile";
                    default -> "";
                };
        return new EngineUnavailable(
                "the Temporal server at " + endpoint.target() + " answers " + status.getCode() + said + because
                        + advice,
                e);
    }

    /** Lets what is nearly done finish, then ends the rest. */
    @Override
    public void close() {
        workers.shutdown();
        workers.awaitTermination(GRACE_SECONDS, TimeUnit.SECONDS);
        abort();
    }

    /** Ends everything at once: nobody will take the results. */
    void abort() {
        workers.shutdownNow();
        workers.awaitTermination(ABORT_SECONDS, TimeUnit.SECONDS);
        stubs.shutdownNow();
        stubs.awaitTermination(GRACE_SECONDS, TimeUnit.SECONDS);
    }
}
