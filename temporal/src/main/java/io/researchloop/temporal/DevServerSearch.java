package io.researchloop.temporal;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Finds the dev server that an orchestrator which was killed has left running: by the record, and where the kill came
 * before the record was written, by its command line, which names our database file.
 */
final class DevServerSearch {
    /** A dev server that runs on our database. */
    record Running(ProcessIdentity process, int port, int uiPort) {}

    private DevServerSearch() {}

    static Optional<Running> find(Path recordFile, Path database) {
        return DevServerRecord.read(recordFile)
                .filter(record -> record.process().alive())
                .map(record -> new Running(record.process(), record.port(), record.uiPort()))
                .or(() -> byCommand(database));
    }

    private static Optional<Running> byCommand(Path database) {
        try (var processes = ProcessHandle.allProcesses()) {
            return processes
                    .flatMap(handle -> running(handle, database).stream())
                    .findFirst();
        }
    }

    private static Optional<Running> running(ProcessHandle handle, Path database) {
        ProcessHandle.Info info = handle.info();
        if (info.arguments().isEmpty()) {
            return Optional.empty();
        }
        Path binary = Path.of(info.command().orElse("temporal"));
        return DevServerCommand.parse(binary, List.of(info.arguments().get()), database)
                .flatMap(command -> ProcessIdentity.of(handle.pid())
                        .map(process -> new Running(process, command.port(), command.uiPort())));
    }
}
