-- What Slack told us and was acknowledged, each once by Slack's own id; done when it was acted upon.
create table slack_inbox (
    seq         integer primary key autoincrement,
    id          text not null unique,
    kind        text not null check (kind in ('event', 'action')),
    body        text not null,
    received_at text not null,
    done_at     text
);

create index slack_inbox_undone on slack_inbox (seq) where done_at is null;
