package io.researchloop.temporal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InMemoryEngineTest {
    private final Path folder;

    InMemoryEngineTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void workflowsThatWaitGoOnAfterTheWorkersWereRestarted() throws Exception {
        try (InMemoryEngine engine = new InMemoryEngine(settings())) {
            EngineEndpoint endpoint = engine.start();
            try (EngineSession before = EngineSession.open(endpoint, TestWorkflows::register)) {
                TestWorkflows.startWaiting(before.client(), "w");
            }

            try (EngineSession after = EngineSession.open(endpoint, TestWorkflows::register)) {
                assertThat(TestWorkflows.finish(after.client(), "w", Duration.ofSeconds(10)))
                        .isEqualTo("before after");
            }
        }
    }

    @Test
    void bindsLoopbackOnly() throws Exception {
        Set<String> others = new HashSet<>(listening());

        try (InMemoryEngine engine = new InMemoryEngine(settings())) {
            EngineEndpoint endpoint = engine.start();

            Set<String> ours = new HashSet<>(listening());
            ours.removeAll(others);
            String port = String.format(":%04X", port(endpoint));
            assertThat(ours)
                    .hasSize(1)
                    .allMatch(address -> address.equals(ListeningSockets.LOOPBACK + port)
                            || address.equals(ListeningSockets.MAPPED_LOOPBACK + port));
        }
    }

    @Test
    void keepsItsPortAndSaysThatItForgotWhenItIsStartedAgain() throws Exception {
        try (InMemoryEngine engine = new InMemoryEngine(settings())) {
            EngineEndpoint first = engine.start();
            assertThat(engine.start().lostMemory()).isFalse();
            engine.stop();
            assertThat(engine.alive()).isFalse();

            EngineEndpoint second = engine.start();

            assertThat(second.target()).isEqualTo(first.target());
            assertThat(second.lostMemory()).isTrue();
            assertThat(second.warning()).contains("rebuilt from the database");
        }
    }

    @Test
    void takesAnotherPortWhenTheConfiguredOneIsTaken() throws Exception {
        try (InMemoryEngine engine = new InMemoryEngine(settings())) {
            int taken = port(engine.start());
            try (InMemoryEngine other = new InMemoryEngine(settings().withPorts(taken, null))) {
                assertThat(port(other.start())).isNotEqualTo(taken);
            }
        }
    }

    private EngineSettings settings() {
        return EngineSettings.auto(folder, folder).withMode(EngineMode.IN_MEMORY);
    }

    private static int port(EngineEndpoint endpoint) {
        return Integer.parseInt(endpoint.target().substring(endpoint.target().indexOf(':') + 1));
    }

    private static List<String> listening() throws IOException {
        return ListeningSockets.of(ProcessHandle.current().pid());
    }
}
