package io.researchloop.cli.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.researchloop.cli.Failure;
import io.researchloop.cli.terminal.Fields;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;

/** {@code ~/.config/researchloop/credentials.json}: {@code {"url","token"}}, readable for its owner only. */
public final class CredentialStore {
    private final Path file;

    public CredentialStore(Map<String, String> environment) {
        var home = environment.getOrDefault("HOME", System.getProperty("user.home"));
        this.file = Path.of(home, ".config", "researchloop", "credentials.json");
    }

    public Path file() {
        return file;
    }

    public Optional<Target> load() {
        try {
            var stored = new Fields(
                    JsonParser.parseString(Files.readString(file, UTF_8)).getAsJsonObject());
            return stored.raw("url")
                    .map(url -> new Target(
                            new ServerAddress(url), stored.raw("token").map(this::issued)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new Failure("Cannot read " + file + ": " + e.getMessage() + ". Check its owner and mode.", e);
        } catch (JsonParseException | IllegalStateException e) {
            throw new Failure(file + " is damaged. Remove it, then run: researchloop connect URL", e);
        }
    }

    /** Writes beside and renames, so that a reader never sees half a file or one with a looser mode. */
    public Credential save(ServerAddress address, String token) {
        var json = new JsonObject();
        json.addProperty("url", address.url());
        json.addProperty("token", token);
        try {
            var directory = Files.createDirectories(file.getParent());
            var fresh = Files.createTempFile(
                    directory,
                    ".credentials",
                    ".json",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            try {
                Files.writeString(fresh, json + "\n", UTF_8);
                Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(fresh);
            }
            return issued(token);
        } catch (IOException e) {
            throw new Failure("Cannot write " + file + ": " + e + ". Check that its folder is yours to write.", e);
        }
    }

    private Credential issued(String token) {
        return Credential.token(token, "in " + file, true);
    }

    public boolean remove() {
        try {
            return Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new Failure("Cannot remove " + file + ": " + e + ". Remove it by hand.", e);
        }
    }
}
