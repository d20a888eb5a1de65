package io.researchloop.temporal;

import io.grpc.Channel;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse;
import io.grpc.health.v1.HealthGrpc;
import io.temporal.api.workflowservice.v1.DescribeNamespaceRequest;
import io.temporal.api.workflowservice.v1.WorkflowServiceGrpc;
import io.temporal.serviceclient.WorkflowServiceStubs;
import java.util.concurrent.TimeUnit;

/** Asks a server on the loopback address whether it serves a namespace, over a channel of its own. */
final class EngineProbe implements AutoCloseable {
    private static final long ANSWER_MILLIS = 2_000;

    private final ManagedChannel channel;
    private final String namespace;

    EngineProbe(int port, String namespace) {
        this.channel = ManagedChannelBuilder.forTarget("127.0.0.1:" + port)
                .usePlaintext()
                .directExecutor()
                .build();
        this.namespace = namespace;
    }

    /** True when it is healthy and has the namespace. */
    boolean serves() {
        // Without this gRPC would wait a second and more after a refused connection.
        channel.resetConnectBackoff();
        try {
            return healthy(channel) && hasNamespace();
        } catch (StatusRuntimeException e) {
            return false;
        }
    }

    private static boolean healthy(Channel channel) {
        return HealthGrpc.newBlockingStub(channel)
                        .withDeadlineAfter(ANSWER_MILLIS, TimeUnit.MILLISECONDS)
                        .check(HealthCheckRequest.newBuilder()
                                .setService(WorkflowServiceStubs.HEALTH_CHECK_SERVICE_NAME)
                                .build())
                        .getStatus()
                == HealthCheckResponse.ServingStatus.SERVING;
    }

    private boolean hasNamespace() {
        try {
            return WorkflowServiceGrpc.newBlockingStub(channel)
                    .withDeadlineAfter(ANSWER_MILLIS, TimeUnit.MILLISECONDS)
                    .describeNamespace(DescribeNamespaceRequest.newBuilder()
                            .setNamespace(namespace)
                            .build())
                    .hasNamespaceInfo();
        } catch (StatusRuntimeException e) {
            if (e.getStatus().getCode() == Status.Code.NOT_FOUND) {
                return false;
            }
            throw e;
        }
    }

    @Override
    public void close() {
        channel.shutdownNow();
    }
}
