-- Times are ISO-8601 text in UTC with milliseconds, fixed width, so that they sort as text. Enums are lower case.

create table study (
    name           text primary key,
    cluster        text not null,
    description    text not null,
    claude_md_path text,
    sprints_dir    text not null,
    created_at     text not null,
    config_json    text not null,
    source         text not null
) without rowid;

-- Slim: a list page reads these rows and nothing else. seq is the cursor of every list.
create table sprint (
    seq                integer primary key autoincrement,
    id                 text    not null unique,
    study_name         text    not null,
    cluster            text    not null,
    idea_preview       text    not null,
    status             text    not null check (status in
        ('pending', 'queued', 'submitted', 'running', 'completed', 'failed', 'cancelled')),
    attempt            integer not null default 0,
    cut_offs           integer not null default 0,
    usage_limits       integer not null default 0,
    job_id             text,
    job_name           text,
    directory          text    not null,
    created_at         text    not null,
    queued_at          text,
    started_at         text,
    attempt_started_at text,
    completed_at       text,
    sleep_until        text,
    ran_seconds        integer not null default 0,
    error              text,
    session_id         text,
    loop_id            text,
    agent              text    not null,
    model              text,
    cost_usd           real    not null default 0,
    input_tokens       integer not null default 0,
    output_tokens      integer not null default 0,
    turns              integer not null default 0,
    phase              text,
    max_run_seconds    integer not null,
    max_attempts       integer not null,
    max_cost_usd       real,
    grace_seconds      integer not null,
    cancel_reason      text,
    resubmit_of        text,
    revision           integer not null default 0,
    workflow_started   integer not null default 0,
    heartbeat_at       text
);

-- Every index of a rowid table ends in the rowid, so each of these is sorted by seq within its columns.
create index sprint_by_study on sprint (study_name);
create index sprint_by_study_and_status on sprint (study_name, status);
create index sprint_by_status on sprint (status);
create index sprint_by_loop on sprint (loop_id) where loop_id is not null;
create index sprint_unended on sprint (seq) where status in ('pending', 'queued', 'submitted', 'running');
create index sprint_in_line on sprint (cluster, seq, sleep_until) where status = 'queued';
create index sprint_with_slot on sprint (cluster) where status in ('submitted', 'running');
create index sprint_not_started on sprint (seq) where workflow_started = 0;

-- Kept by triggers, so that counting 100,000 sprints reads seven rows.
create table sprint_count (
    status text primary key,
    n      integer not null
) without rowid;

insert into sprint_count (status, n)
values ('pending', 0), ('queued', 0), ('submitted', 0), ('running', 0), ('completed', 0), ('failed', 0), ('cancelled', 0);

create trigger sprint_counted after insert on sprint
begin
    update sprint_count set n = n + 1 where status = new.status;
end;

create trigger sprint_recounted after update of status on sprint when old.status <> new.status
begin
    update sprint_count set n = n - 1 where status = old.status;
    update sprint_count set n = n + 1 where status = new.status;
end;

create trigger sprint_uncounted after delete on sprint
begin
    update sprint_count set n = n - 1 where status = old.status;
end;

-- The fat part. Short columns first: what is read without the report does not walk the report's overflow pages.
create table sprint_text (
    sprint_id        text primary key references sprint (id) on delete cascade,
    idea             text not null,
    summary          text,
    metadata_json    text not null default '{}',
    job_options_json text not null default '{}',
    metrics_json     text,
    findings         text,
    report           text
);

-- Words of id, idea and summary; the rowid is the sprint's seq. Contentless: the texts are not kept twice.
create virtual table sprint_search using fts5 (
    id, idea, summary, content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 2'
);

create table sprint_live (
    sprint_id         text primary key references sprint (id) on delete cascade,
    attempt           integer not null,
    sequence          integer not null,
    phase             text    not null,
    at                text    not null,
    silent_seconds    integer,
    recent_files_json text    not null,
    progress          text,
    log_tail          text,
    output_tail       text
);

create table step (
    sprint_id     text    not null references sprint (id) on delete cascade,
    name          text    not null,
    position      integer not null,
    status        text    not null,
    attempt       integer not null,
    started_at    text,
    ended_at      text,
    cost_usd      real    not null default 0,
    input_tokens  integer not null default 0,
    output_tokens integer not null default 0,
    turns         integer not null default 0,
    primary key (sprint_id, name)
) without rowid;

create table attempt (
    sprint_id    text    not null references sprint (id) on delete cascade,
    number       integer not null,
    job_id       text,
    submitted_at text,
    started_at   text,
    ended_at     text,
    outcome      text,
    detail       text,
    resets_at    text,
    cause        text,
    job_state    text,
    exit_code    integer,
    signal       integer,
    reason       text,
    primary key (sprint_id, number)
) without rowid;

create table inbox (
    seq          integer primary key autoincrement,
    delivery_id  text not null unique,
    sprint_id    text not null,
    kind         text not null,
    payload_json text not null,
    received_at  text not null,
    delivered_at text
);

create index inbox_undelivered on inbox (seq) where delivered_at is null;

create table command (
    seq        integer primary key autoincrement,
    id         text not null unique,
    sprint_id  text not null references sprint (id) on delete cascade,
    kind       text not null,
    text       text,
    created_at text not null,
    taken_at   text
);

create index command_pending on command (sprint_id, seq) where taken_at is null;

create table artifact (
    sprint_id    text    not null references sprint (id) on delete cascade,
    name         text    not null,
    size         integer not null,
    sha256       text    not null,
    content_type text    not null,
    stored_at    text    not null,
    primary key (sprint_id, name)
) without rowid;

-- What a live page that lost its connection asks for again; the last 200 of each sprint, or a few more.
create table event (
    seq       integer primary key autoincrement,
    sprint_id text not null,
    kind      text not null,
    at        text not null,
    data_json text not null
);

create index event_by_sprint on event (sprint_id, seq);

create table api_token (
    id           text primary key,
    name         text not null,
    sha256       text not null unique,
    created_at   text not null,
    last_used_at text,
    revoked_at   text
) without rowid;

create table setting (
    name  text primary key,
    value text not null
) without rowid;

create table idempotency (
    key            text    not null,
    route          text    not null,
    request_sha256 text    not null,
    status         integer not null,
    body           text    not null,
    created_at     text    not null,
    primary key (key, route)
) without rowid;

create index idempotency_by_age on idempotency (created_at);

create table notification (
    sprint_id  text    not null,
    event      text    not null,
    channel    text    not null,
    created_at text    not null,
    sent_at    text,
    error      text,
    tries      integer not null default 0,
    primary key (sprint_id, event, channel)
) without rowid;

create index notification_pending on notification (created_at) where sent_at is null;

create table cluster_state (
    name            text primary key,
    last_poll_at    text,
    reachable_since text,
    paused_since    text,
    last_error      text
) without rowid;
