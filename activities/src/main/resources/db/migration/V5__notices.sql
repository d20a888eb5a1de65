-- What people are to be told. An event is a committed row first, and is known by its id: raised again it is no news.
create table notice (
    seq          integer primary key autoincrement,
    id           text not null unique,
    event        text not null,
    subject_kind text not null check (subject_kind in ('sprint', 'loop', 'cluster', 'study', 'server')),
    subject_id   text not null,
    study_name   text,
    title        text not null,
    text         text not null,
    actions_json text not null default '[]',
    created_at   text not null
);

create index notice_by_subject on notice (subject_kind, subject_id);

insert into notice (id, event, subject_kind, subject_id, study_name, title, text, created_at)
select n.sprint_id || ':' || n.event, n.event, 'sprint', n.sprint_id, s.study_name,
       'Sprint ' || n.event || ': ' || s.study_name || ' ' || n.sprint_id, '', min(n.created_at)
from notification n
join sprint s on s.id = n.sprint_id
group by n.sprint_id, n.event
order by min(n.created_at);

-- One row for each channel that is to carry it: the outbox.
create table notice_delivery (
    notice_id        text    not null references notice (id) on delete cascade,
    channel          text    not null,
    state            text    not null default 'pending' check (state in ('pending', 'delivered', 'failed')),
    created_at       text    not null,
    tried_at         text,
    delivered_at     text,
    tries            integer not null default 0,
    error            text,
    workflow_started integer not null default 0,
    primary key (notice_id, channel)
) without rowid;

insert into notice_delivery (notice_id, channel, state, created_at, delivered_at, tries, error)
select n.sprint_id || ':' || n.event, n.channel, case when n.sent_at is null then 'pending' else 'delivered' end,
       n.created_at, n.sent_at, n.tries, n.error
from notification n
join sprint s on s.id = n.sprint_id;

drop table notification;

create index notice_delivery_not_started on notice_delivery (created_at)
    where state = 'pending' and workflow_started = 0;
create index notice_delivery_in_trouble on notice_delivery (created_at)
    where state <> 'delivered' and tries > 0;
create index notice_delivery_by_age on notice_delivery (created_at);

-- Where a channel that has threads keeps the one of a sprint or a loop.
create table notice_thread (
    subject_kind text not null,
    subject_id   text not null,
    channel      text not null,
    place        text not null,
    message_id   text not null,
    primary key (subject_kind, subject_id, channel)
) without rowid;
