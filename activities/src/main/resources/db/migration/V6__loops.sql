-- news counts up whenever something happens that the loop's workflow must look at; told is how far it has heard. So a new
-- loop is an outbox of its own.
create table loop (
    seq              integer primary key autoincrement,
    id               text    not null unique,
    study_name       text    not null,
    cluster          text    not null,
    status           text    not null check (status in
        ('running', 'paused', 'stopping', 'completed', 'stopped', 'failed')),
    stop_now         integer not null default 0,
    reason           text,
    guidance         text    not null,
    plan_json        text    not null,
    job_options_json text    not null,
    agent            text    not null,
    model            text,
    sprint_cost_usd  real,
    created_at       text    not null,
    ended_at         text,
    news             integer not null default 1,
    told             integer not null default 0
);

create index loop_by_study on loop (study_name);
create index loop_untold on loop (seq) where told < news;
create index loop_unended on loop (seq) where status in ('running', 'paused', 'stopping');

-- One try at one place of a loop. The key is what makes a sprint of it come into being once.
create table loop_turn (
    loop_id   text    not null references loop (id) on delete cascade,
    position  integer not null,
    number    integer not null,
    origin    text    not null,
    parent    text,
    state     text    not null,
    forgiven  integer not null default 0,
    sprint_id text,
    idea      text,
    cost_usd  real    not null default 0,
    since     text    not null,
    detail    text,
    primary key (loop_id, position, number)
) without rowid;

create unique index loop_turn_by_sprint on loop_turn (sprint_id) where sprint_id is not null;
create index loop_turn_offered on loop_turn (loop_id) where state = 'offered';
