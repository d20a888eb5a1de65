package io.researchloop.temporal;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonSyntaxException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What {@code dev-server.json} says of the dev server that was started last: enough to find it again after the
 * orchestrator was killed, and to give the next one the same ports.
 */
record DevServerRecord(long pid, String startedAt, int port, int uiPort, String binary, String version) {
    private static final Gson GSON =
            new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

    ProcessIdentity process() {
        return new ProcessIdentity(pid, startedAt);
    }

    void write(Path file) throws IOException {
        Path draft = file.resolveSibling(file.getFileName() + ".new");
        Files.writeString(draft, GSON.toJson(this) + "\n");
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Empty when there is none, and when it cannot be understood: then the server is looked for by its command. */
    static Optional<DevServerRecord> read(Path file) {
        try {
            @Nullable DevServerRecord record = GSON.fromJson(Files.readString(file), DevServerRecord.class);
            return Optional.ofNullable(record).filter(DevServerRecord::complete);
        } catch (IOException | JsonSyntaxException e) {
            return Optional.empty();
        }
    }

    /** Gson leaves absent fields null and zero. */
    @SuppressWarnings({"ConstantValue", "ConditionCoveredByFurtherCondition"})
    private boolean complete() {
        return pid > 0 && startedAt != null && isPort(port) && isPort(uiPort) && binary != null && version != null;
    }

    private static boolean isPort(int number) {
        return number > 0 && number <= 65_535;
    }
}
