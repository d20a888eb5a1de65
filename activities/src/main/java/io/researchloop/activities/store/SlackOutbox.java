package io.researchloop.activities.store;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;

/** What is to be said in Slack. It is kept until Slack has taken it, over every restart. */
public final class SlackOutbox {
    static final String DUE = "select seq, id, channel, thread, replaces, text, blocks, created_at, begun_at, tries"
            + " from slack_outbox where settled_at is null and due_at <= ? order by due_at, seq limit ?";
    static final String NEXT = "select min(due_at) from slack_outbox where settled_at is null";

    private final JdbcOperations jdbc;
    private final GroupCommit writes;
    private final Clock clock;

    SlackOutbox(JdbcOperations jdbc, GroupCommit writes, Clock clock) {
        this.jdbc = jdbc;
        this.writes = writes;
        this.clock = clock;
    }

    /**
     * @param begunAt when it was sent for the first time; null if it never was
     * @param tries how often it was tried in vain
     */
    public record Item(
            long seq,
            String id,
            SlackReply reply,
            Instant createdAt,
            @Nullable Instant begunAt,
            int tries) {}

    /** What may be tried now; what has waited longest comes first. */
    public List<Item> due(int limit) {
        return jdbc.query(DUE, Bind.of(clock.instant(), limit), (result, number) -> {
            Columns row = new Columns(result);
            return new Item(
                    row.number(),
                    row.text(),
                    new SlackReply(row.text(), row.textOrNull(), row.textOrNull(), row.text(), row.textOrNull()),
                    row.time(),
                    row.timeOrNull(),
                    row.integer());
        });
    }

    /** When the next one may be tried; empty if there is none. */
    public Optional<Instant> next() {
        return jdbc.query(NEXT, (result, number) -> Optional.ofNullable(new Columns(result).timeOrNull())).stream()
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** It is being sent; whoever tries again knows that Slack may have it. */
    public void begin(long seq) {
        writes.write(() -> {
            jdbc.update(
                    "update slack_outbox set begun_at = coalesce(begun_at, ?) where seq = ?",
                    Bind.of(clock.instant(), seq));
        });
    }

    /** Slack has taken it. */
    public void sent(long seq) {
        writes.write(() -> {
            jdbc.update(
                    "update slack_outbox set settled_at = ?, fault = null where seq = ?",
                    Bind.of(clock.instant(), seq));
        });
    }

    /**
     * Slack did not take it.
     *
     * @param counts whether this was a try: not if Slack asked us to wait
     */
    public void postponed(long seq, Instant until, boolean counts, String fault) {
        writes.write(() -> {
            jdbc.update(
                    "update slack_outbox set due_at = ?, tries = tries + ?, fault = ? where seq = ?",
                    Bind.of(until, counts ? 1 : 0, fault, seq));
        });
    }

    /** It will not be tried any more. */
    public void givenUp(long seq, String fault) {
        writes.write(() -> {
            jdbc.update(
                    "update slack_outbox set settled_at = ?, fault = ? where seq = ?",
                    Bind.of(clock.instant(), fault, seq));
        });
    }

    /** Within a write: what has this id already is not said twice. */
    void insert(String id, SlackReply reply) {
        jdbc.update(
                "insert into slack_outbox (id, channel, thread, replaces, text, blocks, created_at, due_at)"
                        + " values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?7) on conflict (id) do nothing",
                Bind.of(
                        id,
                        reply.channel(),
                        reply.thread(),
                        reply.replaces(),
                        reply.text(),
                        reply.blocks(),
                        clock.instant()));
    }
}
