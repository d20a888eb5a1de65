package io.researchloop.activities.store;

import java.time.Clock;
import java.util.List;
import org.springframework.jdbc.core.JdbcOperations;

/** What Slack told us. Committed before it is acknowledged, so that a crash in between loses nothing. */
public final class SlackInbox {
    static final String UNDONE =
            "select seq, id, kind, body from slack_inbox where done_at is null order by seq limit ?";

    private final JdbcOperations jdbc;
    private final GroupCommit writes;
    private final SlackOutbox outbox;
    private final Clock clock;

    SlackInbox(JdbcOperations jdbc, GroupCommit writes, SlackOutbox outbox, Clock clock) {
        this.jdbc = jdbc;
        this.writes = writes;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** What a letter is about. */
    public enum Kind {
        /** A message, or a mention. */
        EVENT,
        /** A click on a button. */
        ACTION
    }

    /**
     * @param id Slack's own, the same for a repeat
     * @param body JSON as Slack sent it
     */
    public record Letter(long seq, String id, Kind kind, String body) {}

    /** @return false if it is known by this id */
    public boolean add(String id, Kind kind, String body) {
        return writes.write(() -> jdbc.update(
                        "insert into slack_inbox (id, kind, body, received_at) values (?, ?, ?, ?)"
                                + " on conflict (id) do nothing",
                        Bind.of(id, kind, body, clock.instant()))
                == 1);
    }

    /** Oldest first. */
    public List<Letter> undone(int limit) {
        return jdbc.query(UNDONE, Bind.of(limit), (result, number) -> {
            Columns row = new Columns(result);
            return new Letter(row.number(), row.text(), row.word(Kind.class), row.text());
        });
    }

    /** Ticks a letter off and writes down what is said to it, in one transaction. */
    public void done(Letter letter, List<SlackReply> replies) {
        writes.write(() -> {
            jdbc.update("update slack_inbox set done_at = ? where seq = ?", Bind.of(clock.instant(), letter.seq()));
            for (int i = 0; i < replies.size(); i++) {
                outbox.insert(letter.id() + "/" + i, replies.get(i));
            }
        });
    }
}
