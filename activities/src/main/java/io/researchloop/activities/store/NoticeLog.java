package io.researchloop.activities.store;

import io.researchloop.activities.config.NotificationEvent;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcOperations;

/** The outbox: what people are to be told, on which channels, and what became of it. */
public final class NoticeLog {
    /** After a week nobody wants to hear of it. */
    static final Duration NEWS = Duration.ofDays(7);

    static final String NOT_STARTED = "select notice_id, channel from notice_delivery"
            + " where state = 'pending' and workflow_started = 0 order by created_at limit ?";
    static final String DELIVERIES =
            "select d.notice_id, d.channel, n.event, n.title, d.state, d.created_at, d.tried_at,"
                    + " d.delivered_at, d.tries, d.error from notice_delivery d join notice n on n.id = d.notice_id";
    static final String IN_TROUBLE = DELIVERIES
            + " where d.state <> 'delivered' and d.tries > 0 and d.created_at > ? order by d.created_at desc limit ?";
    static final String NEWEST = "select id, event, subject_kind, subject_id, study_name, title, text, actions_json"
            + " from notice where subject_kind = ? and subject_id = ? order by seq desc limit 1";

    private final JdbcOperations jdbc;
    private final GroupCommit writes;
    private final Clock clock;
    private final NoticeBell bell;

    NoticeLog(JdbcOperations jdbc, GroupCommit writes, Clock clock, NoticeBell bell) {
        this.jdbc = jdbc;
        this.writes = writes;
        this.clock = clock;
        this.bell = bell;
    }

    /** Which notice, on which channel. */
    public record Address(String noticeId, String channel) {}

    /** Runs at each commit that has something to tell; quick, from any thread. */
    public void onRaised(Runnable listener) {
        bell.add(listener);
    }

    /**
     * Commits the event; one that is known already changes nothing. Within a write it is part of that.
     *
     * @return true if it is news
     */
    public boolean raise(AddressedNotice addressed) {
        return writes.write(() -> insert(addressed));
    }

    /** Within a write. */
    boolean insert(AddressedNotice addressed) {
        Notice notice = addressed.notice();
        int added = jdbc.update(
                "insert into notice (id, event, subject_kind, subject_id, study_name, title, text, actions_json,"
                        + " created_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing",
                Bind.of(
                        notice.id(),
                        notice.event(),
                        notice.subject().kind(),
                        notice.subject().id(),
                        notice.study(),
                        notice.title(),
                        notice.text(),
                        Payload.write(notice.actions()),
                        clock.instant()));
        if (added == 0) {
            return false;
        }
        for (String channel : addressed.channels()) {
            jdbc.update(
                    "insert into notice_delivery (notice_id, channel, created_at) values (?, ?, ?)",
                    Bind.of(notice.id(), channel, clock.instant()));
        }
        writes.afterCommit(bell);
        return true;
    }

    public Optional<Notice> find(String noticeId) {
        return jdbc
                .query(
                        "select id, event, subject_kind, subject_id, study_name, title, text, actions_json from notice"
                                + " where id = ?",
                        Bind.of(noticeId),
                        NoticeLog::notice)
                .stream()
                .findFirst();
    }

    /** The last that was raised about a subject, whether anybody was told or not: how it stands now. */
    public Optional<Notice> newest(NoticeSubject subject) {
        return jdbc.query(NEWEST, Bind.of(subject.kind(), subject.id()), NoticeLog::notice).stream()
                .findFirst();
    }

    public Optional<NoticeDelivery> delivery(String noticeId, String channel) {
        return jdbc
                .query(
                        DELIVERIES + " where d.notice_id = ? and d.channel = ?",
                        Bind.of(noticeId, channel),
                        NoticeLog::delivery)
                .stream()
                .findFirst();
    }

    /** Newest first. */
    public List<NoticeDelivery> recent(int limit) {
        return jdbc.query(
                DELIVERIES + " order by d.created_at desc, d.notice_id limit ?", Bind.of(limit), NoticeLog::delivery);
    }

    /** Of the last week: what was given up, and what is still tried after it went wrong; newest first. */
    public List<NoticeDelivery> inTrouble(int limit) {
        return jdbc.query(IN_TROUBLE, Bind.of(clock.instant().minus(NEWS), limit), NoticeLog::delivery);
    }

    /** What has no workflow yet that delivers it, oldest first. */
    public List<Address> notStarted(int limit) {
        return jdbc.query(
                NOT_STARTED, Bind.of(limit), (row, number) -> new Address(row.getString(1), row.getString(2)));
    }

    public void markStarted(String noticeId, String channel) {
        writes.write(() -> {
            jdbc.update(
                    "update notice_delivery set workflow_started = 1 where notice_id = ? and channel = ?",
                    Bind.of(noticeId, channel));
        });
    }

    /**
     * Lets {@link #notStarted} name all that is pending again: the engine may have lost its memory. What is no news any
     * more is given up.
     *
     * @return how many are pending
     */
    public int forgetWorkflows() {
        return writes.write(() -> {
            jdbc.update(
                    "update notice_delivery set state = 'failed', error = coalesce(error, 'It was not delivered in time.')"
                            + " where state = 'pending' and created_at <= ?",
                    Bind.of(clock.instant().minus(NEWS)));
            writes.afterCommit(bell);
            return jdbc.update("update notice_delivery set workflow_started = 0 where state = 'pending'");
        });
    }

    /**
     * Commits that it is being sent, so that whoever tries again knows that it may have arrived.
     *
     * @return when it was sent for the first time; empty if this is the first time
     */
    public Optional<Instant> begin(String noticeId, String channel) {
        return writes.write(() -> {
            Optional<Instant> earlier = jdbc
                    .query(
                            "select begun_at from notice_delivery where notice_id = ? and channel = ?",
                            Bind.of(noticeId, channel),
                            (row, number) -> Optional.ofNullable(new Columns(row).timeOrNull()))
                    .stream()
                    .flatMap(Optional::stream)
                    .findFirst();
            if (earlier.isEmpty()) {
                jdbc.update(
                        "update notice_delivery set begun_at = ? where notice_id = ? and channel = ?",
                        Bind.of(clock.instant(), noticeId, channel));
            }
            return earlier;
        });
    }

    public void delivered(String noticeId, String channel) {
        update("state = 'delivered', delivered_at = ?, error = null, tries = tries + 1", noticeId, channel, null);
    }

    /** It did not work this time. */
    public void notDelivered(String noticeId, String channel, String error) {
        update("tried_at = ?, tries = tries + 1, error = ?", noticeId, channel, error);
    }

    /** It is not tried any more; the last error stays, if there is one. */
    public void givenUp(String noticeId, String channel, String error) {
        update("state = 'failed', tried_at = ?, error = coalesce(error, ?)", noticeId, channel, error);
    }

    private void update(
            String assignments, String noticeId, String channel, @org.jspecify.annotations.Nullable String error) {
        String sql = "update notice_delivery set " + assignments
                + " where notice_id = ? and channel = ? and state = 'pending'";
        writes.write(() -> {
            jdbc.update(
                    sql,
                    error == null
                            ? Bind.of(clock.instant(), noticeId, channel)
                            : Bind.of(clock.instant(), error, noticeId, channel));
        });
    }

    /** The thread of a subject; empty until its first message is there. */
    public Optional<NoticeThread> thread(NoticeSubject subject, String channel) {
        return jdbc
                .query(
                        "select place, message_id from notice_thread"
                                + " where subject_kind = ? and subject_id = ? and channel = ?",
                        Bind.of(subject.kind(), subject.id(), channel),
                        (row, number) -> new NoticeThread(row.getString(1), row.getString(2)))
                .stream()
                .findFirst();
    }

    public void keepThread(NoticeSubject subject, String channel, NoticeThread thread) {
        writes.write(() -> {
            jdbc.update(
                    "insert or replace into notice_thread (subject_kind, subject_id, channel, place, message_id)"
                            + " values (?, ?, ?, ?, ?)",
                    Bind.of(subject.kind(), subject.id(), channel, thread.place(), thread.messageId()));
        });
    }

    private static Notice notice(ResultSet result, int ignored) throws SQLException {
        Columns row = new Columns(result);
        return new Notice(
                row.text(),
                row.word(NotificationEvent.class),
                new NoticeSubject(row.word(NoticeSubject.Kind.class), row.text()),
                row.textOrNull(),
                row.text(),
                row.text(),
                Payload.actions(row.text()));
    }

    private static NoticeDelivery delivery(ResultSet result, int ignored) throws SQLException {
        Columns row = new Columns(result);
        return new NoticeDelivery(
                row.text(),
                row.text(),
                row.word(NotificationEvent.class),
                row.text(),
                row.word(NoticeDelivery.State.class),
                row.time(),
                row.timeOrNull(),
                row.timeOrNull(),
                row.integer(),
                row.textOrNull());
    }
}
