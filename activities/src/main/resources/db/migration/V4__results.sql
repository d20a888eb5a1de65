-- What metrics.json says, a row a number. Study and seq are the sprint's, so that a leaderboard and a chart are each read
-- from one index.
create table metric (
    sprint_id  text    not null references sprint (id) on delete cascade,
    name       text    not null,
    split      text    not null,
    position   integer not null,
    value      real    not null,
    unit       text,
    direction  text check (direction in ('max', 'min')),
    study_name text    not null,
    seq        integer not null,
    primary key (sprint_id, name, split)
) without rowid;

create index metric_by_value on metric (study_name, name, split, value, seq);
create index metric_by_sprint on metric (study_name, name, split, seq);

-- What is wrong with the metrics.json that was read last; no row if nothing is. Not a column of sprint_text: it would
-- come behind the report, whose pages would be walked for it.
create table metric_fault (
    sprint_id text primary key references sprint (id) on delete cascade,
    fault     text not null
) without rowid;

-- How many GPUs the sprint's jobs have; no row if none.
create table sprint_gpu (
    sprint_id text primary key references sprint (id) on delete cascade,
    gpus      integer not null
) without rowid;

-- What a study has spent, kept by triggers: the ledger of a sprint goes on from attempt to attempt and is written whole,
-- so each change counts by its difference. A sprint that is deleted was paid for all the same.
create table study_spend (
    study_name  text primary key,
    cost_usd    real    not null,
    gpu_seconds integer not null
) without rowid;

insert into study_spend (study_name, cost_usd, gpu_seconds)
select study_name, sum(cost_usd), 0 from sprint group by study_name;

create trigger sprint_spent after update of cost_usd on sprint when old.cost_usd <> new.cost_usd
begin
    insert into study_spend (study_name, cost_usd, gpu_seconds)
    values (new.study_name, new.cost_usd - old.cost_usd, 0)
    on conflict (study_name) do update set cost_usd = cost_usd + excluded.cost_usd;
end;

create trigger sprint_ran after update of ran_seconds on sprint when old.ran_seconds <> new.ran_seconds
begin
    insert into study_spend (study_name, cost_usd, gpu_seconds)
    select new.study_name, 0, (new.ran_seconds - old.ran_seconds) * gpus from sprint_gpu where sprint_id = new.id
    on conflict (study_name) do update set gpu_seconds = gpu_seconds + excluded.gpu_seconds;
end;

-- Which warnings of a study's budget were given: each once a budget, whatever it is raised to.
create table budget_notice (
    study_name text not null,
    event      text not null,
    budget     text not null,
    sprint_id  text not null,
    created_at text not null,
    primary key (study_name, event, budget)
) without rowid;
