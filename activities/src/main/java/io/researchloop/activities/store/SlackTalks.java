package io.researchloop.activities.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;

/** The conversations with the agent in Slack, one a thread. */
public final class SlackTalks {
    private static final String SELECT =
            "select seq, id, channel, thread, message, user_id, words, tries, told from slack_turn";
    static final String WAITING = SELECT
            + " where seq in (select min(seq) from slack_turn indexed by slack_turn_waiting where ended_at is null group by channel, thread)"
            + " order by seq limit ?";
    static final String UNTOLD = SELECT + " indexed by slack_turn_waiting"
            + " where ended_at is null and told = 0 and tries = 0 and message is not null order by seq limit ?";
    private static final String OFFERS =
            "select id, channel, thread, wish, state, click_id, user_id, result from slack_offer ";

    private final JdbcOperations jdbc;
    private final GroupCommit writes;
    private final SlackOutbox outbox;
    private final Clock clock;

    SlackTalks(JdbcOperations jdbc, GroupCommit writes, SlackOutbox outbox, Clock clock) {
        this.jdbc = jdbc;
        this.writes = writes;
        this.outbox = outbox;
        this.clock = clock;
    }

    /**
     * How a turn ended.
     *
     * @param session the agent's, for the next turn; null: as before
     * @param offers wishes by id
     */
    public record Ended(
            @Nullable String session, double costUsd, List<SlackReply> replies, Map<String, String> offers) {}

    /** Puts what was said into its thread's line; a repeat by its id does nothing. */
    public void add(String id, String channel, String thread, String message, String userId, String words) {
        writes.write(() -> {
            jdbc.update(
                    "insert into slack_turn (id, channel, thread, message, user_id, words, received_at)"
                            + " values (?, ?, ?, ?, ?, ?, ?) on conflict (id) do nothing",
                    Bind.of(id, channel, thread, message, userId, words, clock.instant()));
        });
    }

    /** Whether anything was said to the agent in this thread. */
    public boolean isTalk(String channel, String thread) {
        return !jdbc.query(
                        "select 1 from slack_turn where channel = ? and thread = ? limit 1",
                        Bind.of(channel, thread),
                        (row, number) -> row.getInt(1))
                .isEmpty();
    }

    /** The next turn of each thread that has one; a thread's later turns wait for it. */
    public List<SlackTurn> waiting(int limit) {
        return jdbc.query(WAITING, Bind.of(limit), SlackTalks::turn);
    }

    /** Turns that nobody works on and whose people were not told that they wait, oldest first. */
    public List<SlackTurn> untold(int limit) {
        return jdbc.query(UNTOLD, Bind.of(limit), SlackTalks::turn);
    }

    /** Before the sign is put: what was told is taken back when the turn begins, also after a crash in between. */
    public void told(SlackTurn turn) {
        writes.write(() -> {
            jdbc.update("update slack_turn set told = 1 where seq = ?", Bind.of(turn.seq()));
        });
    }

    private static SlackTurn turn(ResultSet result, int ignored) throws SQLException {
        Columns row = new Columns(result);
        return new SlackTurn(
                row.number(),
                row.text(),
                row.text(),
                row.text(),
                row.textOrNull(),
                row.text(),
                row.text(),
                row.integer(),
                row.flag());
    }

    public void begun(SlackTurn turn) {
        writes.write(() -> {
            jdbc.update("update slack_turn set tries = tries + 1 where seq = ?", Bind.of(turn.seq()));
        });
    }

    /** The session to resume; empty at the beginning. */
    public Optional<String> session(SlackTurn turn) {
        return jdbc
                .query(
                        "select session_id from slack_session where channel = ? and thread = ?",
                        Bind.of(turn.channel(), turn.thread()),
                        (row, number) -> row.getString(1))
                .stream()
                .findFirst();
    }

    /** Forgets the sessions of threads in which nothing was said since then, and nothing waits. */
    public void forgetSessions(Instant before) {
        writes.write(() -> {
            jdbc.update(
                    "delete from slack_session where not exists (select 1 from slack_turn t"
                            + " where t.channel = slack_session.channel and t.thread = slack_session.thread"
                            + " and (t.ended_at is null or t.received_at >= ?))",
                    Bind.of(before));
        });
    }

    /** Keeps the session as soon as it is known, so that a crash does not lose it. */
    public void keepSession(SlackTurn turn, String session) {
        writes.write(() -> saveSession(turn, session));
    }

    /** Ends the turn, with what is said and offered in one transaction. */
    public void ended(SlackTurn turn, Ended end) {
        writes.write(() -> {
            int fresh = jdbc.update(
                    "update slack_turn set ended_at = ?, cost_usd = ? where seq = ? and ended_at is null",
                    Bind.of(clock.instant(), end.costUsd(), turn.seq()));
            if (fresh == 0) {
                return;
            }
            if (end.session() != null) {
                saveSession(turn, end.session());
            }
            for (int i = 0; i < end.replies().size(); i++) {
                outbox.insert(turn.id() + "/talk/" + i, end.replies().get(i));
            }
            end.offers()
                    .forEach((id, wish) -> jdbc.update(
                            "insert into slack_offer (id, channel, thread, wish, state, created_at)"
                                    + " values (?, ?, ?, ?, 'open', ?)",
                            Bind.of(id, turn.channel(), turn.thread(), wish, clock.instant())));
        });
    }

    public Optional<SlackOffer> offer(String id) {
        return offers("where id = ?", Bind.of(id)).stream().findFirst();
    }

    /** The last ones of a thread, newest first. */
    public List<SlackOffer> offers(String channel, String thread, int limit) {
        return offers("where channel = ? and thread = ? order by seq desc limit ?", Bind.of(channel, thread, limit));
    }

    /**
     * Takes the decision about an offer: the first click has it.
     *
     * @return the offer as it stands now; this click has decided if it bears its id
     */
    public Optional<SlackOffer> decide(String id, SlackOffer.State state, String clickId, String userId) {
        writes.write(() -> {
            jdbc.update(
                    "update slack_offer set state = ?, click_id = ?, user_id = ? where id = ? and state = 'open'",
                    Bind.of(state, clickId, userId, id));
        });
        return offer(id);
    }

    /** What came of it. */
    public void settled(String id, String result) {
        writes.write(() -> {
            jdbc.update("update slack_offer set result = ? where id = ?", Bind.of(result, id));
        });
    }

    /** What all turns have cost, in US dollars. */
    public double costUsd() {
        return jdbc.query("select coalesce(sum(cost_usd), 0) from slack_turn", (row, number) -> row.getDouble(1))
                .get(0);
    }

    private void saveSession(SlackTurn turn, String session) {
        jdbc.update(
                "insert into slack_session (channel, thread, session_id) values (?, ?, ?)"
                        + " on conflict (channel, thread) do update set session_id = excluded.session_id",
                Bind.of(turn.channel(), turn.thread(), session));
    }

    private List<SlackOffer> offers(String where, Bind values) {
        return jdbc.query(OFFERS + where, values, (result, number) -> {
            Columns row = new Columns(result);
            return new SlackOffer(
                    row.text(),
                    row.text(),
                    row.text(),
                    row.text(),
                    row.word(SlackOffer.State.class),
                    row.textOrNull(),
                    row.textOrNull(),
                    row.textOrNull());
        });
    }
}
