-- Small follow-up jobs in finished sprints' directories. The columns that a sprint's row has too mean the same.
create table tweak (
    seq                integer primary key autoincrement,
    id                 text    not null unique,
    sprint_id          text    not null references sprint (id) on delete cascade,
    study_name         text    not null,
    cluster            text    not null,
    number             integer not null,
    place              integer not null,
    instruction        text    not null,
    job_options_json   text    not null,
    gpus               integer not null,
    status             text    not null check (status in
        ('pending', 'queued', 'submitted', 'running', 'completed', 'failed', 'cancelled')),
    attempt            integer not null default 0,
    cut_offs           integer not null default 0,
    usage_limits       integer not null default 0,
    job_id             text,
    job_name           text,
    created_at         text    not null,
    submitted_at       text,
    started_at         text,
    attempt_started_at text,
    completed_at       text,
    sleep_until        text,
    ran_seconds        integer not null default 0,
    error              text,
    cost_usd           real    not null default 0,
    max_run_seconds    integer not null,
    max_attempts       integer not null,
    max_cost_usd       real,
    grace_seconds      integer not null,
    cancel_reason      text,
    revision           integer not null default 0,
    workflow_started   integer not null default 0,
    heartbeat_at       text
);

-- One at a time a sprint.
create unique index tweak_at_work on tweak (sprint_id) where status in ('pending', 'queued', 'submitted', 'running');
create index tweak_by_sprint on tweak (sprint_id, seq);
create index tweak_unended on tweak (seq) where status in ('pending', 'queued', 'submitted', 'running');
create index tweak_with_slot on tweak (cluster) where status in ('submitted', 'running');
create index tweak_not_started on tweak (seq) where workflow_started = 0;

create trigger tweak_spent after update of cost_usd, ran_seconds on tweak
when old.cost_usd <> new.cost_usd or old.ran_seconds <> new.ran_seconds
begin
    insert into study_spend (study_name, cost_usd, gpu_seconds)
    values (new.study_name, new.cost_usd - old.cost_usd, (new.ran_seconds - old.ran_seconds) * new.gpus)
    on conflict (study_name) do update set cost_usd = cost_usd + excluded.cost_usd,
        gpu_seconds = gpu_seconds + excluded.gpu_seconds;
end;
