package io.researchloop.temporal;

import static io.researchloop.temporal.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProcessIdentityTest {
    @Test
    void endsAProcessAndKnowsThatItIsGone() throws Exception {
        Process process = new ProcessBuilder("sleep", "60").start();
        ProcessIdentity identity = ProcessIdentity.of(process.pid()).orElseThrow();
        assertThat(identity.alive()).isTrue();

        assertThat(identity.end(Duration.ofSeconds(5))).isTrue();

        assertThat(identity.alive()).isFalse();
        assertThat(process.waitFor()).isEqualTo(143);
    }

    @Test
    void killsAProcessThatDoesNotListen() throws Exception {
        Process process =
                new ProcessBuilder("sh", "-c", "trap '' TERM; echo ready; while :; do sleep 0.1; done").start();
        assertThat(process.getInputStream().read()).isEqualTo('r');
        ProcessIdentity identity = ProcessIdentity.of(process.pid()).orElseThrow();

        assertThat(identity.end(Duration.ofMillis(200))).isTrue();

        assertThat(process.waitFor()).isEqualTo(137);
    }

    @Test
    void isNotTheSameProcessWhenItStartedAtAnotherTime() throws Exception {
        Process process = new ProcessBuilder("sleep", "60").start();
        try {
            ProcessIdentity stranger = new ProcessIdentity(process.pid(), "another time");

            assertThat(stranger.alive()).isFalse();
            assertThat(stranger.end(Duration.ofSeconds(1))).isTrue();
            assertThat(process.isAlive()).isTrue();
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void takesAProcessThatOnlyWaitsForItsParentForDead() throws Exception {
        // The shell becomes a sleep that never asks for its dead child's exit code.
        Process parent = new ProcessBuilder("sh", "-c", "sleep 0.1 & echo $!; exec sleep 60").start();
        try {
            long child = Long.parseLong(parent.inputReader().readLine());
            ProcessHandle handle = ProcessHandle.of(child).orElseThrow();

            eventually("the child counts as dead", Duration.ofSeconds(5), () -> ProcessIdentity.of(child)
                    .isEmpty());
            assertThat(handle.isAlive())
                    .describedAs("what the JDK says of a zombie")
                    .isTrue();
        } finally {
            parent.destroyForcibly();
        }
    }
}
