package io.researchloop.activities.store;

import io.researchloop.runner.protocol.Command;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;

/** What people want of running sprints, until their runners have taken it. */
public final class CommandStore {
    static final String PENDING =
            "select id, kind, text from command where sprint_id = ? and taken_at is null order by seq";

    private final JdbcOperations jdbc;
    private final GroupCommit writes;
    private final IdempotencyStore answers;
    private final Clock clock;

    CommandStore(JdbcOperations jdbc, GroupCommit writes, IdempotencyStore answers, Clock clock) {
        this.jdbc = jdbc;
        this.writes = writes;
        this.answers = answers;
        this.clock = clock;
    }

    /** @throws org.springframework.dao.DataIntegrityViolationException if there is no such sprint */
    public Command add(String sprintId, Command.Kind kind, @Nullable String text) {
        Command command = command(kind, text);
        writes.write(() -> insert(sprintId, command));
        return command;
    }

    /**
     * Adds a message together with the answer to the request that brings it, so that its repeat adds nothing.
     *
     * @param requestSha256 of the request's body
     * @return the answer to the first such request; its body is the message's id
     */
    public IdempotencyEntry addOnce(String sprintId, String text, String key, String route, String requestSha256) {
        Command command = command(Command.Kind.MESSAGE, text);
        IdempotencyEntry answer = new IdempotencyEntry(key, route, requestSha256, 201, command.id(), clock.instant());
        return writes.write(() -> {
            Optional<IdempotencyEntry> earlier = answers.find(key, route);
            if (earlier.isEmpty()) {
                insert(sprintId, command);
                answers.insert(answer);
            }
            return earlier.orElse(answer);
        });
    }

    private static Command command(Command.Kind kind, @Nullable String text) {
        return new Command("cmd-" + UUID.randomUUID(), kind, text);
    }

    private void insert(String sprintId, Command command) {
        jdbc.update(
                "insert into command (id, sprint_id, kind, text, created_at) values (?, ?, ?, ?, ?)",
                Bind.of(command.id(), sprintId, command.kind(), command.text(), clock.instant()));
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
