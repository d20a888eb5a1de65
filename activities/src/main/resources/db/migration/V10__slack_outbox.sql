-- What we have to say in Slack, written down with the work that it answers, and said until Slack has taken it.
create table slack_outbox (
    seq        integer primary key autoincrement,
    id         text not null unique,
    channel    text not null,
    thread     text,
    replaces   text,
    text       text not null,
    blocks     text,
    created_at text not null,
    tries      integer not null default 0,
    due_at     text not null,
    fault      text,
    settled_at text
);

create index slack_outbox_due on slack_outbox (due_at, seq) where settled_at is null;
