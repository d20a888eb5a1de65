package io.researchloop.temporal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The dev server's command line, built and read back.
 *
 * @param database absolute
 */
record DevServerCommand(Path binary, Path database, String namespace, int port, int uiPort) {
    private static final String ADDRESS = "127.0.0.1";

    /**
     * The settings that make it fast: its defaults cost a fixed 50 ms a task, because the queue processors of the one
     * shard may look 20 times a second. The last one bounds how late {@code getResult} sees an end whose wake-up was
     * lost.
     */
    private static final List<String> DYNAMIC_CONFIG = List.of(
            "history.transferProcessorMaxPollRPS=2000",
            "history.timerProcessorMaxPollRPS=2000",
            "history.visibilityProcessorMaxPollRPS=2000",
            "matching.numTaskqueueReadPartitions=1",
            "matching.numTaskqueueWritePartitions=1",
            "system.enableActivityEagerExecution=true",
            "history.longPollExpirationInterval=\"3s\"");

    List<String> argv() {
        List<String> argv = new ArrayList<>(List.of(
                binary.toString(),
                "server",
                "start-dev",
                "--db-filename",
                database.toString(),
                "--namespace",
                namespace,
                "--ip",
                ADDRESS,
                "--port",
                Integer.toString(port),
                "--ui-ip",
                ADDRESS,
                "--ui-port",
                Integer.toString(uiPort),
                "--log-level",
                "warn",
                // Write-ahead log, and every commit on the disk before it is acknowledged.
                "--sqlite-pragma",
                "journal_mode=WAL",
                "--sqlite-pragma",
                "synchronous=2"));
        for (String setting : DYNAMIC_CONFIG) {
            argv.add("--dynamic-config-value");
            argv.add(setting);
        }
        return argv;
    }

    /** Reads the ports off the arguments of a running dev server; empty if it does not serve this database. */
    static Optional<DevServerCommand> parse(Path binary, List<String> arguments, Path database) {
        Optional<String> file = option(arguments, "--db-filename");
        if (!arguments.contains("start-dev")
                || file.isEmpty()
                || !Path.of(file.get()).equals(database)) {
            return Optional.empty();
        }
        return option(arguments, "--namespace")
                .flatMap(namespace -> number(arguments, "--port").flatMap(port -> number(arguments, "--ui-port")
                        .map(uiPort -> new DevServerCommand(binary, database, namespace, port, uiPort))));
    }

    private static Optional<String> option(List<String> arguments, String name) {
        int at = arguments.indexOf(name);
        return at < 0 || at + 1 >= arguments.size() ? Optional.empty() : Optional.of(arguments.get(at + 1));
    }

    private static Optional<Integer> number(List<String> arguments, String name) {
        return option(arguments, name).filter(text -> text.matches("\\d{1,5}")).map(Integer::valueOf);
    }
}
