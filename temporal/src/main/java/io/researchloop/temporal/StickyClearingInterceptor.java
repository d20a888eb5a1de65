package io.researchloop.temporal;

import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.temporal.api.workflowservice.v1.RespondWorkflowTaskCompletedRequest;

/**
 * Keeps workflows off sticky queues. The in-memory server never times out a task on the sticky queue of a worker that
 * is gone, so that after a restart of the workers no waiting workflow would ever go on. It sits at the server, where it
 * covers the workers of every client.
 */
final class StickyClearingInterceptor implements ServerInterceptor {
    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        return new SimpleForwardingServerCallListener<>(next.startCall(call, headers)) {
            @Override
            public void onMessage(Q message) {
                super.onMessage(withoutSticky(message));
            }
        };
    }

    @SuppressWarnings("unchecked")
    private static <Q> Q withoutSticky(Q message) {
        return message instanceof RespondWorkflowTaskCompletedRequest request
                ? (Q) request.toBuilder().clearStickyAttributes().build()
                : message;
    }
}
