package io.researchloop.activities.store;

import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.jdbc.core.JdbcOperations;

/** Single values: the server's key, the password's hash. */
public final class SettingStore {
    private final JdbcOperations jdbc;
    private final GroupCommit writes;

    SettingStore(JdbcOperations jdbc, GroupCommit writes) {
        this.jdbc = jdbc;
        this.writes = writes;
    }

    public Optional<String> get(String name) {
        return jdbc
                .query("select value from setting where name = ?", Bind.of(name), (row, number) -> new Columns(row)
                        .text())
                .stream()
                .findFirst();
    }

    public void put(String name, String value) {
        writes.write(() -> insert(name, value));
    }

    /** The value, made and stored if there is none; two callers at once get the same. */
    public String getOrCreate(String name, Supplier<String> maker) {
        return get(name).orElseGet(() -> {
            String made = maker.get();
            return writes.write(() -> get(name).orElseGet(() -> {
                insert(name, made);
                return made;
            }));
        });
    }

    private void insert(String name, String value) {
        jdbc.update("insert or replace into setting (name, value) values (?, ?)", Bind.of(name, value));
    }
}
