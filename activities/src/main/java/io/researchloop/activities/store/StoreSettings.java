package io.researchloop.activities.store;

import java.nio.file.Path;

/**
 * Where the store is.
 *
 * @param database the SQLite file; it is made if it is not there, and {@code <file>.lock} beside it
 */
public record StoreSettings(Path database) {
    public StoreSettings {
        database = database.toAbsolutePath().normalize();
    }
}
