package io.researchloop.activities.store;

import io.researchloop.runner.protocol.Command;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;

/** What people want of running sprints, until their runners have taken it. */
public final class CommandStore {
    static final String PENDING =
            "select id, kind, text from command where sprint_id = ? and taken_at is null order by seq";

    private final JdbcOperations jdbc;
    private final GroupCommit writes;
    private final Clock clock;

    CommandStore(JdbcOperations jdbc, GroupCommit writes, Clock clock) {
        this.jdbc = jdbc;
        this.writes = writes;
        this.clock = clock;
    }

    /** @throws org.springframework.dao.DataIntegrityViolationException if there is no such sprint */
    public Command add(String sprintId, Command.Kind kind, @Nullable String text) {
        Command command = new Command("cmd-" + UUID.randomUUID(), kind, text);
        writes.write(() -> {
            jdbc.update(
                    "insert into command (id, sprint_id, kind, text, created_at) values (?, ?, ?, ?, ?)",
                    Bind.of(command.id(), sprintId, kind, text, clock.instant()));
        });
        return command;
    }

    /** Oldest first. */
    public List<Command> pending(String sprintId) {
        return jdbc.query(PENDING, Bind.of(sprintId), (result, number) -> {
            Columns row = new Columns(result);
            return new Command(row.text(), row.word(Command.Kind.class), row.textOrNull());
        });
    }

    public void taken(Collection<String> ids) {
        if (!ids.isEmpty()) {
            writes.write(() -> {
                jdbc.update(
                        "update command set taken_at = ? where taken_at is null"
                                + " and id in (select value from json_each(?))",
                        Bind.of(clock.instant(), Payload.write(ids)));
            });
        }
    }
}
