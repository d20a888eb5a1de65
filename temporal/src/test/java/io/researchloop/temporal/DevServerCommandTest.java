package io.researchloop.temporal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class DevServerCommandTest {
    private static final Path BINARY = Path.of("/opt/temporal");
    private static final Path DATABASE = Path.of("/data/temporal.db");
    private static final DevServerCommand COMMAND = new DevServerCommand(BINARY, DATABASE, "default", 20_001, 20_002);

    @Test
    void isDurableFastAndOnLoopback() {
        assertThat(String.join(" ", COMMAND.argv()))
                .isEqualTo("/opt/temporal server start-dev --db-filename /data/temporal.db --namespace default"
                        + " --ip 127.0.0.1 --port 20001 --ui-ip 127.0.0.1 --ui-port 20002 --log-level warn"
                        + " --sqlite-pragma journal_mode=WAL --sqlite-pragma synchronous=2"
                        + " --dynamic-config-value history.transferProcessorMaxPollRPS=2000"
                        + " --dynamic-config-value history.timerProcessorMaxPollRPS=2000"
                        + " --dynamic-config-value history.visibilityProcessorMaxPollRPS=2000"
                        + " --dynamic-config-value matching.numTaskqueueReadPartitions=1"
                        + " --dynamic-config-value matching.numTaskqueueWritePartitions=1"
                        + " --dynamic-config-value system.enableActivityEagerExecution=true"
                        + " --dynamic-config-value history.longPollExpirationInterval=\"3s\"");
    }

    @Test
    void isReadBackFromTheArgumentsOfARunningServer() {
        assertThat(DevServerCommand.parse(BINARY, COMMAND.argv(), DATABASE)).contains(COMMAND);
    }

    @Test
    void isNotFoundInTheArgumentsOfAServerOnAnotherDatabase() {
        assertThat(DevServerCommand.parse(BINARY, COMMAND.argv(), Path.of("/other/temporal.db")))
                .isEmpty();
        assertThat(DevServerCommand.parse(BINARY, List.of("vi", "/data/temporal.db"), DATABASE))
                .isEmpty();
        assertThat(DevServerCommand.parse(BINARY, List.of("start-dev", "--db-filename"), DATABASE))
                .isEmpty();
    }
}
