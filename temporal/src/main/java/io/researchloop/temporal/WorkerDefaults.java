package io.researchloop.temporal;

import com.fasterxml.jackson.databind.DeserializationFeature;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.common.converter.DataConverter;
import io.temporal.common.converter.DefaultDataConverter;
import io.temporal.common.converter.JacksonJsonPayloadConverter;
import io.temporal.worker.WorkerOptions;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;

/** How our workers and clients are set up, whatever the engine. */
public final class WorkerDefaults {
    private WorkerDefaults() {}

    /** A workflow whose worker was restarted goes on after a second or so; by the SDK's default it is five. */
    public static WorkerOptions.Builder options() {
        return WorkerOptions.newBuilder().setStickyQueueScheduleToStartTimeout(Duration.ofSeconds(1));
    }

    static WorkflowClientOptions client(String namespace) {
        return WorkflowClientOptions.newBuilder()
                .setNamespace(namespace)
                .setDataConverter(payloads())
                .setIdentity("researchloop@" + host())
                // Nobody reads the workers' heartbeats; the engine's status comes from our own check.
                .setWorkerHeartbeatInterval(Duration.ofSeconds(-1))
                .build();
    }

    /** What a later version wrote beside is passed over, so that its sprints go on where it is taken back. */
    static DataConverter payloads() {
        return DefaultDataConverter.newDefaultInstance()
                .withPayloadConverterOverrides(
                        new JacksonJsonPayloadConverter(JacksonJsonPayloadConverter.newDefaultObjectMapper()
                                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)));
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }
}
