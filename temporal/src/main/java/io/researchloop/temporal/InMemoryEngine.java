package io.researchloop.temporal;

import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.temporal.internal.testservice.GRPCServerHelper;
import io.temporal.internal.testservice.TestServicesStarter;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Temporal's test server inside this JVM, for machines without the {@code temporal} binary. It forgets everything when
 * it ends. The server that Temporal ships binds every address without authentication; this one binds loopback only.
 */
final class InMemoryEngine implements TemporalEngine {
    static final String WARNING = "in memory: workflows are rebuilt from the database after a restart";

    private static final Logger LOG = LoggerFactory.getLogger(InMemoryEngine.class);

    private final EngineSettings settings;
    private @Nullable Integer port;
    private @Nullable Server server;
    private @Nullable TestServicesStarter services;

    InMemoryEngine(EngineSettings settings) {
        this.settings = settings;
        this.port = settings.port();
    }

    @Override
    public EngineKind kind() {
        return EngineKind.IN_MEMORY;
    }

    @Override
    public EngineEndpoint start() throws EngineUnavailable {
        if (alive() && port != null) {
            return endpoint(port, false);
        }
        stop();
        int chosen = new LoopbackPorts().choose(port);
        TestServicesStarter fresh = new TestServicesStarter(true, 0);
        try {
            server = serve(fresh, chosen);
            services = fresh;
            port = chosen;
        } catch (IOException e) {
            throw new EngineUnavailable("the in-memory Temporal server cannot bind 127.0.0.1:" + chosen, e);
        } finally {
            if (services == null) {
                // Its threads are no daemons: left alone they would keep the JVM from ending.
                fresh.close();
            }
        }
        LOG.warn("Temporal runs {}", WARNING);
        return endpoint(chosen, true);
    }

    private static Server serve(TestServicesStarter services, int port) throws IOException {
        NettyServerBuilder builder = NettyServerBuilder.forAddress(
                        new InetSocketAddress(LoopbackPorts.loopback(), port))
                // Clients ping every 30 s; the default takes more than one ping in five minutes for an attack.
                .permitKeepAliveTime(1, TimeUnit.SECONDS)
                .permitKeepAliveWithoutCalls(true);
        GRPCServerHelper.registerServicesAndHealthChecks(
                services.getServices(), builder, List.of(new StickyClearingInterceptor()));
        return builder.build().start();
    }

    @Override
    public boolean alive() {
        Server current = server;
        return current != null && !current.isShutdown();
    }

    @Override
    public void stop() {
        Server oldServer = server;
        TestServicesStarter oldServices = services;
        server = null;
        services = null;
        if (oldServer != null) {
            oldServer.shutdownNow();
            try {
                oldServer.awaitTermination(2, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        if (oldServices != null) {
            oldServices.close();
        }
    }

    private EngineEndpoint endpoint(int at, boolean lostMemory) {
        String target = "127.0.0.1:" + at;
        return new EngineEndpoint(
                target,
                settings.namespace(),
                null,
                lostMemory,
                WARNING,
                StubsDefaults.options().setTarget(target).build());
    }
}
